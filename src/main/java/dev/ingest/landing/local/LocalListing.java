package dev.ingest.landing.local;

import dev.ingest.landing.LandingFile;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Walks a folder whose files others may take away meanwhile; follows links, each of its rings once. */
final class LocalListing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<LandingFile> files = new ArrayList<>();

    private LocalListing(Path root) {
        this.root = root;
    }

    static List<LandingFile> of(Path root, Path start) throws IOException {
        LocalListing listing = new LocalListing(root);
        if (Files.isDirectory(start)) {
            Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
        }
        return List.copyOf(listing.files);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            String path = root.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            files.add(new LandingFile(
                    path, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
        return passed(cause);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException cause) throws IOException {
        return cause == null ? FileVisitResult.CONTINUE : passed(cause);
    }

    private static FileVisitResult passed(IOException cause) throws IOException {
        if (cause instanceof NoSuchFileException
                || cause instanceof FileSystemLoopException
                || cause instanceof NotDirectoryException) {
            return FileVisitResult.CONTINUE;
        }
        throw cause;
    }
}
