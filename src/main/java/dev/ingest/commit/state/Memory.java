package dev.ingest.commit.state;

/** Whether what was read of a dataset is kept. */
enum Memory {
    /** Each question is answered by the lake. */
    NONE,
    /** Nobody else writes while the lease is held: an answer holds until it is forgotten. */
    KEPT
}
