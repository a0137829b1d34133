package dev.ingest.commit;

/** Is told each step of a commit; for progress, and for tests that end the process there. */
public interface CommitListener {
    /** Hears nothing. */
    CommitListener NONE = new CommitListener() {};

    default void before(CommitStep step) {}

    default void after(CommitStep step) {}
}
