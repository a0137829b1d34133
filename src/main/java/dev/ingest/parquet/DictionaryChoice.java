package dev.ingest.parquet;

/**
 * Whether a chunk's pages refer to a dictionary: decided after its first page by the share of distinct values, and ended
 * when the dictionary is full. Pages that were written before stay as they are.
 */
final class DictionaryChoice {
    /** Bytes of dictionary entries at the most. */
    static final int BYTES = 1 << 20;

    private static final double MOST_DISTINCT = 0.6;

    private enum State {
        UNDECIDED,
        DICTIONARY,
        PLAIN
    }

    private State state = State.UNDECIDED;
    private boolean used;

    /** Whether the next page should be tried with a dictionary. */
    boolean tries() {
        return state != State.PLAIN;
    }

    /** Whether a page that fits the dictionary is written with it; decided by the first page. */
    boolean keeps(int entries, int values) {
        if (state == State.UNDECIDED) {
            state = entries > values * MOST_DISTINCT ? State.PLAIN : State.DICTIONARY;
        }
        used |= state == State.DICTIONARY;
        return state == State.DICTIONARY;
    }

    /** A page with values is written plain, and so are all that follow it. */
    void gaveUp() {
        state = State.PLAIN;
    }

    /** Whether some page refers to the dictionary. */
    boolean used() {
        return used;
    }
}
