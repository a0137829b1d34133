package dev.ingest.job;

/** What the sessions that read the slices of a table see of it. */
public sealed interface Snapshot {

    /**
     * Several sessions read one state.
     *
     * @param token the source's name for it
     */
    record Shared(String token) implements Snapshot {}

    /** Each slice is read in a state of its own: a row that moves meanwhile may be read twice, or not at all. */
    record PerSlice() implements Snapshot {}

    /** One session alone sees it, and reads all of it. */
    record Alone() implements Snapshot {}

    Snapshot ALONE = new Alone();

    Snapshot PER_SLICE = new PerSlice();
}
