package dev.ingest.source.jdbc;

import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;

/**
 * How a column is read, as the text that travels in a plan: {@code <form>[;truncate][;null]}.
 *
 * @param form the dialect's own word
 * @param excess what happens to a time with more fractional digits than the landed type
 * @param unrepresentable what happens to a value that the landed type cannot hold
 */
public record ReadingText(String form, TimestampExcess excess, Unrepresentable unrepresentable) {
    private static final String TRUNCATED = "truncate";
    private static final String NULLED = "null";

    /** Reads what {@link #toString()} wrote; anything else is an {@code IllegalArgumentException}. */
    public static ReadingText parse(String text) {
        String[] words = text.split(";", -1);
        TimestampExcess excess = TimestampExcess.FAIL;
        Unrepresentable unrepresentable = Unrepresentable.FAIL;
        for (int i = 1; i < words.length; i++) {
            switch (words[i]) {
                case TRUNCATED -> excess = TimestampExcess.TRUNCATE;
                case NULLED -> unrepresentable = Unrepresentable.NULL;
                default -> throw new IllegalArgumentException("no reading: " + text);
            }
        }
        return new ReadingText(words[0], excess, unrepresentable);
    }

    @Override
    public String toString() {
        return form
                + (excess == TimestampExcess.TRUNCATE ? ";" + TRUNCATED : "")
                + (unrepresentable == Unrepresentable.NULL ? ";" + NULLED : "");
    }
}
