package dev.ingest.source;

import dev.ingest.data.ColumnBatch;

/** The rows of one slice. Closing before the end abandons the rest. */
public interface BatchReader extends AutoCloseable {

    /**
     * Fills {@code batch}, which is empty, up to its capacity or {@code maxBytes}, whichever comes first; at least one
     * row, however wide, unless the slice has ended.
     *
     * @return whether rows were added; false: the end was reached and the source confirmed it was the whole slice
     */
    boolean read(ColumnBatch batch, long maxBytes);

    /** Values so far that landed as null because their type cannot hold them, where users asked for that. */
    default long unrepresentable() {
        return 0;
    }

    @Override
    void close();
}
