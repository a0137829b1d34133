package dev.ingest.failure;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk whose files other programs hold, as Windows shows it: a scanner that lets nobody in for a moment, so that opening,
 * moving and deleting are refused the first times, or a reader that keeps a file open for good, which can be opened by others
 * too and not be moved, replaced or deleted.
 */
public final class HeldDisk extends FileSystem {
    private final FileSystem disk;
    private final int refusals;
    private final String part;
    private final boolean read;
    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final FileSystemProvider provider;

    private HeldDisk(FileSystem disk, int refusals, String part, boolean read) {
        this.disk = disk;
        this.refusals = refusals;
        this.part = part;
        this.read = read;
        this.provider = new Provider();
    }

    /** {@code folder} on a disk that refuses each operation on a file the first {@code times}. */
    public static Path scanned(int times, Path folder) {
        return scanned(times, folder, "");
    }

    /** The same for files whose path holds {@code part}. */
    public static Path scanned(int times, Path folder, String part) {
        return new HeldDisk(folder.getFileSystem(), times, part, false).wrapped(folder);
    }

    /** {@code folder} on a disk where files whose path holds {@code part} are read all the time. */
    public static Path read(String part, Path folder) {
        return new HeldDisk(folder.getFileSystem(), Integer.MAX_VALUE, part, true).wrapped(folder);
    }

    private void use(String operation, Path path) throws IOException {
        if (!path.toString().contains(part) || (read && operation.equals("open"))) {
            return;
        }
        if (refused.merge(operation + path, 1, Integer::sum) <= refusals) {
            throw refusal(operation, path);
        }
    }

    private static IOException refusal(String operation, Path path) {
        return operation.equals("replace")
                ? new AccessDeniedException(path.toString())
                : new FileSystemException(
                        path.toString(),
                        null,
                        "The process cannot access the file because it is being used by another process");
    }

    private Path wrapped(Path path) {
        return (Path) Proxy.newProxyInstance(
                HeldDisk.class.getClassLoader(),
                new Class<?>[] {Path.class, Wrapped.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("inner")) {
                        return path;
                    }
                    if (method.getName().equals("getFileSystem")) {
                        return this;
                    }
                    Object[] inner = arguments == null ? new Object[0] : arguments.clone();
                    for (int i = 0; i < inner.length; i++) {
                        inner[i] = inner[i] instanceof Wrapped other ? other.inner() : inner[i];
                    }
                    try {
                        return rewrapped(method.invoke(path, inner));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object rewrapped(Object result) {
        return result instanceof Path path ? wrapped(path) : result;
    }

    private static Path inner(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.inner() : path;
    }

    /** A path of this disk. */
    interface Wrapped {
        Path inner();
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return disk.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return disk.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return disk.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return disk.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrapped(disk.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        PathMatcher matcher = disk.getPathMatcher(pattern);
        return path -> matcher.matches(inner(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return disk.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return disk.newWatchService();
    }

    private final class Provider extends FileSystemProvider {
        private final FileSystemProvider behind = disk.provider();

        @Override
        public String getScheme() {
            return behind.getScheme();
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return HeldDisk.this;
        }

        @Override
        public Path getPath(URI uri) {
            return wrapped(behind.getPath(uri));
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            use("open", inner(path));
            return behind.newByteChannel(inner(path), options, attributes);
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            use("open", inner(path));
            return behind.newFileChannel(inner(path), options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            DirectoryStream<Path> entries =
                    behind.newDirectoryStream(inner(folder), entry -> filter.accept(wrapped(entry)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> each = entries.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return each.hasNext();
                        }

                        @Override
                        public Path next() {
                            return wrapped(each.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    entries.close();
                }
            };
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            behind.createDirectory(inner(folder), attributes);
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            behind.createLink(inner(link), inner(existing));
        }

        @Override
        public void delete(Path path) throws IOException {
            if (Files.isRegularFile(inner(path))) {
                use("delete", inner(path));
            }
            behind.delete(inner(path));
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            use("open", inner(source));
            behind.copy(inner(source), inner(target), options);
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            use("move", inner(source));
            if (Files.exists(inner(target))) {
                use("replace", inner(target));
            }
            behind.move(inner(source), inner(target), options);
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return behind.isSameFile(inner(path), inner(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return behind.isHidden(inner(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return behind.getFileStore(inner(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            behind.checkAccess(inner(path), modes);
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return behind.getFileAttributeView(inner(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return behind.readAttributes(inner(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return behind.readAttributes(inner(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            behind.setAttribute(inner(path), attribute, value, options);
        }
    }
}
