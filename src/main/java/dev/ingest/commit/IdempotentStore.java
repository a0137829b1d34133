package dev.ingest.commit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingStore;
import java.util.Arrays;
import java.util.Optional;

/** Writes and moves whose outcome is known even when the store acted and its answer was lost. */
final class IdempotentStore {
    private static final int CHUNK = 4 << 20;

    private final LandingStore store;

    IdempotentStore(LandingStore store) {
        this.store = store;
    }

    LandingStore store() {
        return store;
    }

    /** Writes a file into staging. */
    void stage(String path, byte[] content) {
        try (LandingOutput output = store.create(path)) {
            output.write(content, 0, content.length);
            output.finish();
        }
    }

    /** Makes a file appear whole; one with the same content may stand there already. */
    void place(String path, byte[] content) {
        Optional<IngestException> failure = Optional.empty();
        try {
            if (store.createNew(path, content)) {
                return;
            }
        } catch (IngestException e) {
            failure = Optional.of(e);
        }
        boolean stands = after(
                failure,
                () -> store.read(path)
                        .filter(found -> Arrays.equals(found, content))
                        .isPresent());
        if (!stands) {
            throw failure.orElseGet(() -> new IngestException(
                    FailureKind.COMMIT,
                    "Cannot write " + path + ": another file stands there. Run again; if it stays, look who else writes"
                            + " into this dataset."));
        }
    }

    /**
     * Moves a file of {@code bytes} bytes; it may have been moved already. Where a move is a copy and a deletion, it may
     * also have been copied, by a request whose answer was lost: then the same content stands in both places.
     */
    void move(String from, String to, long bytes) {
        Optional<IngestException> failure = Optional.empty();
        try {
            if (store.rename(from, to)) {
                return;
            }
        } catch (IngestException e) {
            failure = Optional.of(e);
        }
        boolean moved = after(
                failure,
                () -> size(to).filter(size -> size == bytes).isPresent()
                        && (size(from).isEmpty() || wasCopied(from, to, bytes)));
        if (!moved) {
            throw failure.orElseGet(() -> new IngestException(
                    FailureKind.COMMIT,
                    "Cannot publish " + to + ": another file stands there. Run again; if it stays, look who else writes"
                            + " into this dataset."));
        }
    }

    private boolean wasCopied(String from, String to, long bytes) {
        for (long offset = 0; offset < bytes; offset += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - offset);
            if (!Arrays.equals(store.read(from, offset, length), store.read(to, offset, length))) {
                return false;
            }
        }
        store.delete(from);
        return true;
    }

    /** The size of a file; empty when there is none. */
    Optional<Long> size(String path) {
        return store.list(path.substring(0, path.lastIndexOf('/'))).stream()
                .filter(file -> file.path().equals(path))
                .map(LandingFile::bytes)
                .findFirst();
    }

    private static boolean after(Optional<IngestException> failure, java.util.function.BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (IngestException e) {
            failure.ifPresent(e::addSuppressed);
            throw e;
        }
    }
}
