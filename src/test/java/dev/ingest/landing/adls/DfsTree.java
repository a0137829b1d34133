package dev.ingest.landing.adls;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files and folders of one container with a hierarchical namespace, by the rules of the real service; each call is
 * atomic. Paths have no slash in front; the root is the empty path.
 */
final class DfsTree {
    /** What the service refuses, with its status and code. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        final int status;
        final String code;
        /** {@code file} or {@code directory}, when one is in the way. */
        final String existing;

        Refused(int status, String code, String existing) {
            super(code);
            this.status = status;
            this.code = code;
            this.existing = existing;
        }

        Refused(int status, String code) {
            this(status, code, "");
        }
    }

    /** A file or folder as it is now. */
    static final class Entry {
        private final String path;
        private final boolean folder;
        private final byte[] content;
        private final String etag;
        private final Instant modified;

        Entry(String path, boolean folder, byte[] content, String etag, Instant modified) {
            this.path = path;
            this.folder = folder;
            this.content = content;
            this.etag = etag;
            this.modified = modified;
        }

        String path() {
            return path;
        }

        boolean folder() {
            return folder;
        }

        byte[] content() {
            return content;
        }

        String etag() {
            return etag;
        }

        Instant modified() {
            return modified;
        }
    }

    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final Map<String, NavigableMap<Long, byte[]>> uncommitted = new TreeMap<>();
    private long version;

    synchronized Optional<Entry> find(String path) {
        return path.isEmpty()
                ? Optional.of(entry("", true, new byte[0], "root"))
                : Optional.ofNullable(entries.get(path));
    }

    synchronized void create(String path, boolean folder, boolean exclusive) throws Refused {
        Entry there = entries.get(path);
        if (there != null && (exclusive || there.folder() != folder)) {
            throw new Refused(409, "PathAlreadyExists", there.folder() ? "directory" : "file");
        }
        makeParents(path);
        if (there == null || !folder) {
            put(path, folder, new byte[0]);
            uncommitted.remove(path);
        }
    }

    synchronized void append(String path, long position, byte[] content) throws Refused {
        file(path);
        uncommitted.computeIfAbsent(path, key -> new TreeMap<>()).put(position, content);
    }

    synchronized void flush(String path, long length) throws Refused {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(file(path).content());
        for (Map.Entry<Long, byte[]> block :
                uncommitted.getOrDefault(path, new TreeMap<>()).entrySet()) {
            if (block.getKey() == whole.size()) {
                whole.writeBytes(block.getValue());
            }
        }
        if (whole.size() != length) {
            throw new Refused(400, "InvalidFlushPosition");
        }
        put(path, false, whole.toByteArray());
        uncommitted.remove(path);
    }

    /** A folder that holds something is moved by no test, so only files are. */
    synchronized void rename(String source, String target, boolean exclusive) throws Refused {
        Entry moved =
                Optional.ofNullable(entries.get(source)).orElseThrow(() -> new Refused(404, "SourcePathNotFound"));
        Entry there = entries.get(target);
        if (there != null && (exclusive || there.folder())) {
            throw new Refused(409, "PathAlreadyExists", there.folder() ? "directory" : "file");
        }
        if (find(parent(target)).filter(Entry::folder).isEmpty()) {
            throw new Refused(404, "RenameDestinationParentPathNotFound");
        }
        entries.remove(source);
        entries.put(target, new Entry(target, moved.folder(), moved.content(), moved.etag(), moved.modified()));
    }

    synchronized void delete(String path, boolean recursive) throws Refused {
        if (!entries.containsKey(path)) {
            throw new Refused(404, "PathNotFound");
        }
        List<String> below = List.copyOf(entries.subMap(path + "/", path + "0").keySet());
        if (!below.isEmpty() && !recursive) {
            throw new Refused(409, "DirectoryNotEmpty");
        }
        below.forEach(entries::remove);
        entries.remove(path);
        uncommitted.remove(path);
    }

    /** What stands directly in a folder, by name. */
    synchronized List<Entry> children(String folder) throws Refused {
        if (find(folder).isEmpty()) {
            throw new Refused(404, "PathNotFound");
        }
        List<Entry> children = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.path().equals(folder)
                    ? !entry.folder()
                    : parent(entry.path()).equals(folder)) {
                children.add(entry);
            }
        }
        return children;
    }

    private Entry file(String path) throws Refused {
        return find(path).filter(entry -> !entry.folder()).orElseThrow(() -> new Refused(404, "PathNotFound"));
    }

    private void makeParents(String path) throws Refused {
        String parent = parent(path);
        Optional<Entry> there = find(parent);
        if (there.isEmpty()) {
            makeParents(parent);
            put(parent, true, new byte[0]);
        } else if (!there.get().folder()) {
            throw new Refused(409, "PathConflict");
        }
    }

    private void put(String path, boolean folder, byte[] content) {
        version++;
        entries.put(path, entry(path, folder, content, Long.toHexString(0x8DC0000000000L + version)));
    }

    private static Entry entry(String path, boolean folder, byte[] content, String etag) {
        return new Entry(path, folder, content, "\"0x" + etag + "\"", Instant.now());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
