package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;

/**
 * Whether a job's load at hand has come to be seen: from then on it is not tried again, its recovery decides. Tells another
 * listener what it hears.
 */
final class CommitPhase implements CommitListener {
    private final CommitListener other;
    private boolean begun;

    CommitPhase(CommitListener other) {
        this.other = other;
    }

    /** The next load is at hand. */
    void nextLoad() {
        begun = false;
    }

    boolean begun() {
        return begun;
    }

    @Override
    public void before(CommitStep step) {
        begun |= step == CommitStep.PUBLISH;
        other.before(step);
    }

    @Override
    public void after(CommitStep step) {
        other.after(step);
    }
}
