package dev.ingest.commit;

/** Asked before what a load does can be seen. */
public interface LeaseCheck {

    /**
     * Returns while the dataset is surely ours.
     *
     * @throws dev.ingest.failure.IngestException of kind {@code COMMIT} when it may not be
     */
    void check();
}
