package dev.ingest.parquet;

/** Finds the least and the greatest of the byte strings in an array, by their first eight bytes where these differ. */
final class ByteExtremes {
    private byte[] source = {};
    private boolean any;
    private long minPrefix;
    private long maxPrefix;
    private int minStart;
    private int minEnd;
    private int maxStart;
    private int maxEnd;

    void begin(byte[] bytes) {
        source = bytes;
        any = false;
    }

    void add(int start, int end) {
        long prefix = ByteStrings.prefix(source, start, end) ^ Long.MIN_VALUE;
        if (!any) {
            any = true;
            setMin(prefix, start, end);
            setMax(prefix, start, end);
            return;
        }
        if (prefix < minPrefix || (prefix == minPrefix && compare(start, end, minStart, minEnd) < 0)) {
            setMin(prefix, start, end);
        }
        if (prefix > maxPrefix || (prefix == maxPrefix && compare(start, end, maxStart, maxEnd) > 0)) {
            setMax(prefix, start, end);
        }
    }

    private int compare(int start, int end, int otherStart, int otherEnd) {
        return ByteStrings.compare(source, start, end, source, otherStart, otherEnd);
    }

    private void setMin(long prefix, int start, int end) {
        minPrefix = prefix;
        minStart = start;
        minEnd = end;
    }

    private void setMax(long prefix, int start, int end) {
        maxPrefix = prefix;
        maxStart = start;
        maxEnd = end;
    }

    int minStart() {
        return minStart;
    }

    int minEnd() {
        return minEnd;
    }

    int maxStart() {
        return maxStart;
    }

    int maxEnd() {
        return maxEnd;
    }
}
