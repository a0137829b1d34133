package dev.ingest.data;

/** Booleans, whole numbers, short decimals (unscaled), days and timestamps. */
public final class LongVector extends Vector {
    private final long[] values;

    public LongVector(int capacity) {
        super(capacity);
        this.values = new long[capacity];
    }

    public void append(long value) {
        values[nextPresent()] = value;
    }

    @Override
    public void appendNull() {
        values[size()] = 0;
        super.appendNull();
    }

    /** The value, 0 where null. */
    public long at(int row) {
        return values[row];
    }

    /** All slots; only the first {@link #size()} count. Read only. */
    public long[] values() {
        return values;
    }

    @Override
    public long bytes() {
        return 8L * size();
    }

    @Override
    public void appendFrom(Vector other, int row) {
        if (other.isNull(row)) {
            appendNull();
        } else {
            append(((LongVector) other).values[row]);
        }
    }
}
