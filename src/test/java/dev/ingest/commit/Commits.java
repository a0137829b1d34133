package dev.ingest.commit;

import dev.ingest.job.StagingTicket;

/** A committer with somebody who hears the steps of its commits. */
record Commits(Committer committer, CommitListener listener) {

    /** Commits a load by the identifier that its test gave it. */
    CommittedLoad commit(StagedLoad load) {
        return committer.commit(load.ticket(), drawn -> load, listener);
    }

    void discard(StagingTicket ticket) {
        committer.discard(ticket);
    }

    void storeSchemas() {
        committer.storeSchemas();
    }
}
