package dev.ingest.commit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A store on which something happens at one chosen operation. */
final class HookedLanding implements LandingStore {
    /** What happens at the chosen operation. */
    enum Fault {
        /** The process ends before the store acts. */
        CRASH_BEFORE,
        /** The process ends after the store acted. */
        CRASH_AFTER,
        /** The store refuses, once. */
        REFUSED,
        /** The store acts, and its answer is lost, once. */
        ANSWER_LOST,
        /** The store refuses this and all that follows. */
        GONE
    }

    /** The end of the process, as far as the code under test can tell. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process ended");
        }
    }

    private final LandingStore store;
    private final int at;
    private final Supplier<Boolean> hook;
    private final Fault fault;
    private int operations;
    private boolean dead;
    private boolean copying;

    private HookedLanding(LandingStore store, int at, Fault fault, Supplier<Boolean> hook) {
        this.store = store;
        this.at = at;
        this.fault = fault;
        this.hook = hook;
    }

    static HookedLanding failing(LandingStore store, int at, Fault fault) {
        return new HookedLanding(store, at, fault, () -> false);
    }

    /** Runs {@code pause} before the operation, which then goes on. */
    static HookedLanding pausing(LandingStore store, int at, Runnable pause) {
        return new HookedLanding(store, at, Fault.REFUSED, () -> {
            pause.run();
            return true;
        });
    }

    /** From now on renames as accounts without a hierarchical namespace do: by a copy and a deletion, two operations. */
    HookedLanding copying() {
        copying = true;
        return this;
    }

    /** How many operations there were. */
    int operations() {
        return operations;
    }

    /** The store answers again. */
    void revive() {
        dead = false;
    }

    private <T> T operate(Supplier<T> operation) {
        if (dead) {
            if (fault == Fault.GONE) {
                throw failure();
            }
            throw new Crash();
        }
        if (operations++ != at || hook.get()) {
            return operation.get();
        }
        if (fault == Fault.CRASH_AFTER || fault == Fault.ANSWER_LOST) {
            T lost = operation.get();
            assert lost != null;
        }
        dead = fault != Fault.REFUSED && fault != Fault.ANSWER_LOST;
        if (fault == Fault.CRASH_BEFORE || fault == Fault.CRASH_AFTER) {
            throw new Crash();
        }
        throw failure();
    }

    private static IngestException failure() {
        return new IngestException(FailureKind.LAND, "Cannot reach the store: 503.");
    }

    @Override
    public String url() {
        return store.url();
    }

    @Override
    public List<LandingFile> list(String folder) {
        return operate(() -> store.list(folder));
    }

    @Override
    public Optional<byte[]> read(String path) {
        return operate(() -> store.read(path));
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        return operate(() -> store.read(path, offset, length));
    }

    @Override
    public LandingOutput create(String path) {
        LandingOutput output = operate(() -> store.create(path));
        return new LandingOutput() {
            @Override
            public long position() {
                return output.position();
            }

            @Override
            public void write(byte[] source, int from, int length) {
                output.write(source, from, length);
            }

            @Override
            public void finish() {
                operate(() -> {
                    output.finish();
                    return true;
                });
            }

            @Override
            public void close() {
                output.close();
            }
        };
    }

    @Override
    public boolean createNew(String path, byte[] content) {
        return operate(() -> store.createNew(path, content));
    }

    @Override
    public boolean rename(String from, String to) {
        if (!copying) {
            return operate(() -> store.rename(from, to));
        }
        boolean copied = operate(() -> store.createNew(
                to,
                store.read(from)
                        .orElseThrow(() -> new IngestException(
                                FailureKind.LAND, "Cannot copy " + from + ": there is no such file."))));
        if (copied) {
            operate(() -> store.delete(from));
        }
        return copied;
    }

    @Override
    public boolean delete(String path) {
        return operate(() -> store.delete(path));
    }

    @Override
    public void close() {
        store.close();
    }
}
