package dev.ingest.commit;

/** Asked before what a load does can be seen. */
public interface LeaseCheck {

    /**
     * Returns while the dataset is surely ours.
     *
     * @throws dev.ingest.failure.IngestException of kind {@code COMMIT} when it may not be
     */
    void check();

    /**
     * What a failure was at its root: that another run has taken the dataset, where that is known for sure; else the
     * failure itself.
     */
    default RuntimeException explained(RuntimeException failure) {
        return failure;
    }
}
