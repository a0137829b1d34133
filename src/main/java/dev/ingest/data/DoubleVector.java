package dev.ingest.data;

/** Floating-point numbers of 32 and 64 bits. */
public final class DoubleVector extends Vector {
    private final double[] values;

    public DoubleVector(int capacity) {
        super(capacity);
        this.values = new double[capacity];
    }

    public void append(double value) {
        values[nextPresent()] = value;
    }

    @Override
    public void appendNull() {
        values[size()] = 0;
        super.appendNull();
    }

    /** The value, 0 where null. */
    public double at(int row) {
        return values[row];
    }

    /** All slots; only the first {@link #size()} count. Read only. */
    public double[] values() {
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
            append(((DoubleVector) other).values[row]);
        }
    }
}
