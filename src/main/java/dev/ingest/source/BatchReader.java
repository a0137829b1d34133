package dev.ingest.source;

import dev.ingest.data.ColumnBatch;
import java.util.Optional;

/** The rows of one slice. Closing before the end abandons the rest. */
public interface BatchReader extends AutoCloseable {

    /**
     * The next rows, of one table: up to the capacity of their batch or {@code maxBytes}, whichever comes first; at least
     * one row, however wide, unless the slice has ended.
     *
     * @param spare an empty batch of the plan's columns, for rows of the load's own table; a reader that has rows of
     *     others, or of more columns, makes a batch for them and leaves this one empty
     * @return empty: the end was reached and the source confirmed it was the whole slice
     */
    Optional<TableBatch> read(ColumnBatch spare, long maxBytes);

    /** Values so far that landed as null because their type cannot hold them, where users asked for that. */
    default long unrepresentable() {
        return 0;
    }

    /** Answers of the source so far that a rule of its users leaves out. */
    default long passedOver() {
        return 0;
    }

    @Override
    void close();
}
