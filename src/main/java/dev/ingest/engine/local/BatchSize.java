package dev.ingest.engine.local;

import dev.ingest.data.Column;
import dev.ingest.data.Schema;

/**
 * How much a batch holds: enough that a page fills well, little enough that all batches together take an eighth of
 * the heap that the load may use.
 *
 * @param rows capacity in rows
 * @param bytes the size at which a reader hands a batch over
 */
record BatchSize(int rows, long bytes) {
    private static final int MOST_ROWS = 40_000;
    private static final int LEAST_ROWS = 256;
    private static final long MOST_BYTES = 16L << 20;
    private static final int TYPICAL_TEXT = 24;

    /** The size of each of {@code batches} batches of {@code schema}. */
    static BatchSize of(Schema schema, int batches, long heapBytes) {
        long budget = Math.min(MOST_BYTES, heapBytes / 8 / batches);
        long row = 1;
        for (Column column : schema.columns()) {
            row += switch (column.type().vector()) {
                case LONG, DOUBLE -> Long.BYTES;
                case WIDE -> 2 * Long.BYTES;
                case BYTES -> TYPICAL_TEXT;
            };
        }
        return new BatchSize((int) Math.max(LEAST_ROWS, Math.min(MOST_ROWS, budget / row)), budget);
    }
}
