package dev.ingest.data;

/** A whole number of up to 128 bits, made of its digits; one is used for all values of a column. */
public final class UnscaledNumber {
    private long high;
    private long low;

    /** Becomes {@code value}. */
    public void set(long value) {
        high = value >> (Long.SIZE - 1);
        low = value;
    }

    /** Becomes this number times {@code factor} and {@code addend} more; the number and both are 0 or above. */
    public void multiplyAdd(long factor, long addend) {
        long carried = Math.multiplyHigh(low, factor) + ((low >> (Long.SIZE - 1)) & factor);
        long product = low * factor;
        low = product + addend;
        high = high * factor + carried + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    /** Becomes its negative. */
    public void negate() {
        high = ~high + (low == 0 ? 1 : 0);
        low = -low;
    }

    /** Whether it lies from {@code least} to {@code most}. */
    public boolean isWithin(long least, long most) {
        return high == low >> (Long.SIZE - 1) && low >= least && low <= most;
    }

    /** Appends it to a vector of decimals, which must be able to hold it. */
    public void appendTo(Vector vector) {
        if (vector instanceof WideVector wide) {
            wide.append(high, low);
        } else {
            ((LongVector) vector).append(low);
        }
    }
}
