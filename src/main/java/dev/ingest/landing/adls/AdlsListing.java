package dev.ingest.landing.adls;

import dev.ingest.landing.LandingFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Walks a folder whose files others may take away meanwhile; the Blob endpoint can name a folder twice. */
final class AdlsListing {
    private final FileSystem files;
    private final int root;
    private final Map<String, LandingFile> found = new LinkedHashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final Deque<Path> folders = new ArrayDeque<>();

    /** @param root how many characters of a path come before the store's own part of it */
    AdlsListing(FileSystem files, int root) {
        this.files = files;
        this.root = root;
    }

    List<LandingFile> below(Path start) throws IOException {
        seen.add(start);
        folders.add(start);
        while (!folders.isEmpty()) {
            list(folders.remove(), start);
        }
        return List.copyOf(found.values());
    }

    private void list(Path folder, Path start) throws IOException {
        try {
            RemoteIterator<FileStatus> entries = files.listStatusIterator(folder);
            while (entries.hasNext()) {
                add(entries.next(), start);
            }
        } catch (IOException e) {
            if (!AdlsFailure.isAbsent(e)) {
                throw e;
            }
        }
    }

    private void add(FileStatus entry, Path start) {
        Path path = new Path(entry.getPath().toUri().getPath());
        if (entry.isDirectory()) {
            if (seen.add(path)) {
                folders.add(path);
            }
        } else if (!path.equals(start)) {
            String name = path.toUri().getPath().substring(root);
            found.put(name, new LandingFile(name, entry.getLen(), Instant.ofEpochMilli(entry.getModificationTime())));
        }
    }
}
