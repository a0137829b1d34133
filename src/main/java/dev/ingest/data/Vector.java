package dev.ingest.data;

/**
 * The values of one column in a batch. A null is a cleared bit; the slot of a null holds zero, or no bytes.
 *
 * <p>Rows are appended in order: each append writes one row, a value or a null.
 */
public abstract sealed class Vector permits LongVector, DoubleVector, WideVector, BytesVector {
    private final long[] present;
    private final int capacity;
    private int size;
    private int nulls;

    Vector(int capacity) {
        this.capacity = capacity;
        this.present = new long[(capacity + 63) >>> 6];
    }

    /** A new vector for values of {@code type}, for at most {@code capacity} rows. */
    public static Vector of(ColumnType type, int capacity) {
        return switch (type.vector()) {
            case LONG -> new LongVector(capacity);
            case DOUBLE -> new DoubleVector(capacity);
            case WIDE -> new WideVector(capacity);
            case BYTES -> new BytesVector(capacity);
        };
    }

    public final int size() {
        return size;
    }

    public final int capacity() {
        return capacity;
    }

    public final int nullCount() {
        return nulls;
    }

    public final boolean isNull(int row) {
        return (present[row >>> 6] & (1L << row)) == 0;
    }

    /** 64 rows' validity a word, row 0 in the lowest bit; bits beyond {@link #size()} are clear. Read only. */
    public final long[] validity() {
        return present;
    }

    /** Appends a null. */
    public void appendNull() {
        size++;
        nulls++;
    }

    /** Marks the next row as holding a value and returns its position. */
    final int nextPresent() {
        int row = size++;
        present[row >>> 6] |= 1L << row;
        return row;
    }

    /** Forgets the rows from position {@code rows} on; there are few of them. */
    public final void truncate(int rows) {
        while (size > rows) {
            size--;
            long bit = 1L << size;
            if ((present[size >>> 6] & bit) == 0) {
                nulls--;
            } else {
                present[size >>> 6] &= ~bit;
            }
        }
    }

    /** Forgets all rows; memory is kept. */
    public void clear() {
        java.util.Arrays.fill(present, 0, (size + 63) >>> 6, 0L);
        size = 0;
        nulls = 0;
    }

    /** Bytes that the rows now held take. */
    public abstract long bytes();

    /** Appends row {@code row} of {@code other}, a vector of the same kind. */
    public abstract void appendFrom(Vector other, int row);
}
