package dev.ingest.data;

/** Decimals of 19 to 38 digits: unscaled two's complement integers of 128 bits. */
public final class WideVector extends Vector {
    private final long[] high;
    private final long[] low;

    public WideVector(int capacity) {
        super(capacity);
        this.high = new long[capacity];
        this.low = new long[capacity];
    }

    /** Appends {@code high * 2^64 + low}, {@code low} taken as unsigned. */
    public void append(long highWord, long lowWord) {
        int row = nextPresent();
        high[row] = highWord;
        low[row] = lowWord;
    }

    @Override
    public void appendNull() {
        high[size()] = 0;
        low[size()] = 0;
        super.appendNull();
    }

    /** The upper 64 bits, signed. */
    public long high(int row) {
        return high[row];
    }

    /** The lower 64 bits, unsigned. */
    public long low(int row) {
        return low[row];
    }

    @Override
    public long bytes() {
        return 16L * size();
    }

    @Override
    public void appendFrom(Vector other, int row) {
        if (other.isNull(row)) {
            appendNull();
        } else {
            WideVector wide = (WideVector) other;
            append(wide.high[row], wide.low[row]);
        }
    }
}
