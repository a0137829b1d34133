package dev.ingest.commit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Tells an interrupted run whether a commit is under way, and lets it wait for its end; one for all datasets of a run. */
public final class CommitGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private int passing;

    /** Whether some load is between its intent and its audit line: its thread must not be interrupted. */
    public boolean underWay() {
        lock.lock();
        try {
            return passing > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when no load is between its intent and its audit line. */
    public void awaitQuiet() {
        lock.lock();
        try {
            while (passing > 0) {
                quiet.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code work} as a commit; an interrupt that came before is kept until it ends. */
    void pass(Runnable work) {
        count(1);
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            count(-1);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            passing += change;
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
