package dev.ingest.landing.local;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the file system's errors mean to the person who has to act on them. */
final class LocalFailure {
    private static final long MEBIBYTE = 1 << 20;
    /** Less free space than this is taken for the cause of a failed write. */
    private static final long SCARCE = 16 * MEBIBYTE;

    private LocalFailure() {}

    static IngestException exists(String verb, Path path, IOException cause) {
        return land(
                "Cannot " + verb + " " + path + ": it exists. Move it away, or run again for another load id.", cause);
    }

    static IngestException unnameable(String path, String why) {
        return new IngestException(
                FailureKind.LAND,
                "Cannot name the file " + path + ": " + why
                        + ". Leave the table out, rename it in a view of the source, or land it in another store.");
    }

    static IngestException unnameable(String path, InvalidPathException cause) {
        return land(
                "Cannot name the file " + path + ": this system takes no such name (" + cause.getReason()
                        + "). On Linux start with a UTF-8 locale, such as LC_ALL=C.UTF-8; on Windows leave out the characters"
                        + " that it refuses.",
                cause);
    }

    static IngestException of(String verb, Path path, IOException cause) {
        String subject = "Cannot " + verb + " " + path + ": ";
        return why(path, cause)
                .map(why -> land(subject + why, cause))
                .orElseGet(() -> new IngestException(
                        FailureKind.LAND,
                        Outlook.PASSES,
                        subject + said(cause) + ". Look at the disk and at who else uses the file, then run again.",
                        cause));
    }

    /** What stays until somebody does something about it. */
    private static Optional<String> why(Path path, IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return Optional.of("permission denied. Let user " + System.getProperty("user.name")
                    + " write there, and close the file" + " where another program holds it open.");
        }
        if (cause instanceof NoSuchFileException missing) {
            return Optional.of(
                    missing.getFile() + " does not exist. Look whether something else deletes files in the lake.");
        }
        if (cause instanceof NotDirectoryException || said(cause).contains("Not a directory")) {
            return Optional.of("a part of its path is a file, not a folder. Move that file away.");
        }
        if (cause instanceof AtomicMoveNotSupportedException) {
            return Optional.of(
                    "it stands in another file system than the dataset's _ingest folder. Keep a dataset in one file system.");
        }
        return full(path, cause);
    }

    /** Each system words a full disk its own way, and in its own language. */
    private static Optional<String> full(Path path, IOException cause) {
        String said = said(cause).toLowerCase(Locale.ROOT);
        boolean full = said.contains("no space left") || said.contains("not enough space") || said.contains("quota");
        Optional<Long> free = free(path);
        if (!full && free.filter(bytes -> bytes < SCARCE).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("the disk is full ("
                + free.map(bytes -> bytes / MEBIBYTE + " MiB free").orElse("free space unknown")
                + "). Make room, then run again; nothing of this load counts yet.");
    }

    private static Optional<Long> free(Path path) {
        try {
            Path at = path;
            while (at.getParent() != null && !Files.exists(at)) {
                at = at.getParent();
            }
            return Optional.of(Files.getFileStore(at).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String said(IOException cause) {
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static IngestException land(String message, IOException cause) {
        return new IngestException(FailureKind.LAND, message, cause);
    }

    private static IngestException land(String message, InvalidPathException cause) {
        return new IngestException(FailureKind.LAND, message, cause);
    }
}
