package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;

/** Whether the load at hand has come to be seen: from then on it is not tried again, its recovery decides. */
final class Publishing implements CommitListener {
    private boolean begun;

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
    }
}
