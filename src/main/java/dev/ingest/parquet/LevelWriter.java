package dev.ingest.parquet;

/**
 * Writes the definition levels of an optional column's page: their length as a four-byte number, then runs of Parquet's
 * RLE and bit-packing hybrid of width 1.
 */
final class LevelWriter {
    /** Bytes that a run takes in the middle: two of header, one of value. */
    private static final int BYTES_A_RUN = 3;

    private LevelWriter() {}

    /** Writes the levels of rows {@code [from, to)}, of which {@code present} hold a value. */
    static void write(long[] validity, int from, int to, int present, PageBuffer page) {
        int lengthAt = page.reserve(4);
        int rows = to - from;
        if (present == rows || present == 0) {
            run(rows, present == 0 ? 0 : 1, page);
        } else if (runs(validity, from, to) * BYTES_A_RUN < rows / 8) {
            writeRuns(validity, from, to, page);
        } else {
            writeBits(validity, from, to, page);
        }
        page.setInt(lengthAt, page.size() - lengthAt - 4);
    }

    private static void run(int length, int level, PageBuffer page) {
        page.writeVarInt(length << 1);
        page.writeByte(level);
    }

    private static int runs(long[] validity, int from, int to) {
        int changes = 0;
        long carry = Validity.word(validity, from, 1);
        for (int row = from; row < to; row += 64) {
            int length = Math.min(64, to - row);
            long word = Validity.word(validity, row, length);
            long changed = word ^ ((word << 1) | carry);
            changes += Long.bitCount(length == 64 ? changed : changed & ((1L << length) - 1));
            carry = word >>> 63;
        }
        return changes + 1;
    }

    private static void writeRuns(long[] validity, int from, int to, PageBuffer page) {
        int row = from;
        while (row < to) {
            long level = Validity.word(validity, row, 1);
            int end = row + 1;
            while (end < to && Validity.word(validity, end, 1) == level) {
                end++;
            }
            run(end - row, (int) level, page);
            row = end;
        }
    }

    private static void writeBits(long[] validity, int from, int to, PageBuffer page) {
        int groups = (to - from + 7) / 8;
        page.writeVarInt((groups << 1) | 1);
        int at = page.reserve(groups + 7);
        byte[] bytes = page.array();
        for (int row = from; row < to; row += 64, at += 8) {
            PageBuffer.LONG.set(bytes, at, Validity.word(validity, row, Math.min(64, to - row)));
        }
        page.reserve(-7);
    }
}
