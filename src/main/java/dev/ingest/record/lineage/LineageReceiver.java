package dev.ingest.record.lineage;

/** Who takes events. */
public interface LineageReceiver {
    /**
     * Takes an event.
     *
     * @param json on one line
     * @throws dev.ingest.failure.IngestException when it does not get there
     */
    void take(String json);
}
