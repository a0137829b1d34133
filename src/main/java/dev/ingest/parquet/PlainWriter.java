package dev.ingest.parquet;

/** Writes numbers in Parquet's plain encoding: little endian, end to end. */
final class PlainWriter {
    private PlainWriter() {}

    static void longs(long[] values, int from, int count, byte[] target, int at) {
        for (int i = 0; i < count; i++) {
            PageBuffer.LONG.set(target, at + 8 * i, values[from + i]);
        }
    }

    /** The lower 32 bits of each value. */
    static void ints(long[] values, int from, int count, byte[] target, int at) {
        for (int i = 0; i < count; i++) {
            PageBuffer.INT.set(target, at + 4 * i, (int) values[from + i]);
        }
    }
}
