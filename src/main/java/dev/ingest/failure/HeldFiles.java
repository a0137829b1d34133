package dev.ingest.failure;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Work on files that another program, a scanner, a backup or a reader, may hold for a moment: what Windows refuses
 * meanwhile is tried again, with growing pauses, for ten seconds. Other systems refuse nothing of the kind.
 */
public final class HeldFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE = 20;
    private static final long LONGEST_PAUSE = 1000;

    private static final HeldFiles HERE =
            new HeldFiles(File.separatorChar == '\\' ? PATIENCE : Duration.ZERO, Thread::sleep, Optional.empty());

    private final Duration patience;
    private final Pause pause;
    /** The milliseconds that are left for all files together; absent where each file has its own. */
    private final Optional<AtomicLong> shared;

    private HeldFiles(Duration patience, Pause pause, Optional<AtomicLong> shared) {
        this.patience = patience;
        this.pause = pause;
        this.shared = shared;
    }

    /** What is done to a file; it can be done again as long as it fails. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** How time passes between two attempts. */
    @FunctionalInterface
    public interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /** As the system that this program runs on needs it. */
    public static HeldFiles here() {
        return HERE;
    }

    /** As on Windows, waiting by {@code pause}. */
    public static HeldFiles refused(Pause pause) {
        return new HeldFiles(PATIENCE, pause, Optional.empty());
    }

    /** The same for many files that share the ten seconds: those that are held for good cost them once. */
    public HeldFiles together() {
        return new HeldFiles(patience, pause, Optional.of(new AtomicLong(patience.toMillis())));
    }

    /**
     * Does what does not need the file for itself alone.
     *
     * @throws IOException the last attempt's, when the file is still held after ten seconds, or at once what is no matter of
     *     patience
     */
    public <T> T insist(Work<T> work) throws IOException {
        AtomicLong left = shared.orElseGet(() -> new AtomicLong(patience.toMillis()));
        long next = FIRST_PAUSE;
        while (true) {
            try {
                return work.run();
            } catch (IOException e) {
                if (left.get() <= 0 || !mayPass(e) || !paused(Math.min(next, left.get()))) {
                    throw e;
                }
            }
            left.addAndGet(-next);
            next = Math.min(2 * next, LONGEST_PAUSE);
        }
    }

    /** Deletes a file; false when there is none. */
    public boolean deleteIfExists(Path file) throws IOException {
        return insist(() -> Files.deleteIfExists(file));
    }

    /** Puts one file in the place of another of the same folder, at once where the file system can. */
    public void replace(Path with, Path what) throws IOException {
        insist(() -> {
            try {
                return Files.move(with, what, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                return Files.move(with, what, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    /**
     * Java has no exception for a sharing violation: it comes as the general one, or, where a file is to be replaced or is
     * about to vanish, as a denial.
     */
    private static boolean mayPass(IOException failure) {
        return failure.getClass() == FileSystemException.class || failure instanceof AccessDeniedException;
    }

    private boolean paused(long millis) {
        try {
            pause.millis(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
