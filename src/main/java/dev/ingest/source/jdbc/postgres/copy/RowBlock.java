package dev.ingest.source.jdbc.postgres.copy;

import java.sql.SQLException;

/**
 * Some whole rows of a binary COPY where they were received, and where each field of them begins: first its length, negative
 * for a null, then its bytes. Found in one pass, so that columns are decoded one after the other.
 */
final class RowBlock {
    /** A field's length has no fixed value. */
    static final int ANY = -1;

    /** Few, so that usual rows are still in the nearest cache when their last column is decoded. */
    private static final int MOST_ROWS = 64;

    private final int[] widths;
    private final long fixedBytes;
    private final int[][] starts;
    private byte[] bytes = new byte[0];
    private int rows;

    /**
     * A block for rows of as many fields as {@code widths} has.
     *
     * @param widths how long each field's values are, or {@link #ANY}
     * @param fixedBytes what a row takes in a batch, at most, beside the bytes of its texts
     */
    RowBlock(int[] widths, long fixedBytes) {
        this.widths = widths;
        this.fixedBytes = fixedBytes;
        this.starts = new int[widths.length][MOST_ROWS];
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the fields of a column begin, a row after the other. */
    int[] starts(int column) {
        return starts[column];
    }

    /**
     * Takes the rows that are whole at the stream's position, and moves behind them.
     *
     * @param most rows to take, at most
     * @param least rows to take whatever they take in a batch
     * @param budget bytes that they may take in a batch
     */
    void take(CopyStream stream, int most, int least, long budget) throws SQLException {
        bytes = stream.bytes();
        int limit = Math.min(most, MOST_ROWS);
        int end = stream.end();
        int position = stream.position();
        long left = budget;
        rows = 0;
        while (rows < limit) {
            int next = find(position, end);
            if (next < 0) {
                break;
            }
            left -= fixedBytes + next - position;
            if (left < 0 && rows >= least) {
                break;
            }
            position = next;
            rows++;
        }
        stream.moveTo(position);
    }

    /** Finds the fields of the row at {@code position}; where it ends, or -1 if it is not whole, or not of as many fields. */
    private int find(int position, int end) throws SQLException {
        int at = position + Short.BYTES;
        if (at > end || (short) FixedWidth.SHORT.get(bytes, position) != widths.length) {
            return -1;
        }
        for (int i = 0; i < widths.length; i++) {
            if (end - at < Integer.BYTES) {
                return -1;
            }
            starts[i][rows] = at;
            int length = (int) FixedWidth.INT.get(bytes, at);
            at += Integer.BYTES;
            if (length >= 0) {
                if (length > end - at) {
                    return -1;
                }
                if (length != widths[i] && widths[i] != ANY) {
                    throw new SQLException("field " + (i + 1) + " has " + length + " bytes, not " + widths[i], "08P01");
                }
                at += length;
            }
        }
        return at;
    }
}
