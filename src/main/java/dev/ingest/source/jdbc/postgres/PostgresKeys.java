package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.jdbc.KeyRanges;
import java.util.List;

/** Samples the keys of whatever can be selected from, and cuts it along them. */
final class PostgresKeys {
    /** Enough that eight slices differ by some hundredths; few enough to sort in the server's memory. */
    private static final int SAMPLED_ROWS = 20_000;
    /**
     * A longer text is cut off: what is left still divides those above it from those below. So it does without blanks at
     * its end, which some text types do not compare.
     */
    private static final int LONGEST_TEXT = 200;

    private PostgresKeys() {}

    /** The keys of some rows of {@code rows}, each with how many of them hold it, in order, null last. */
    static String sample(KeyColumn key, String rows) {
        String column = PostgresText.identifier(key.name());
        String value = key.type() == CursorType.TEXT
                ? "rtrim(left(" + column + "::text, " + LONGEST_TEXT + "), ' ') COLLATE \"C\""
                : column;
        return "SELECT k::text, n FROM (SELECT k, count(*) AS n FROM (SELECT " + value + " AS k FROM " + rows
                + " ORDER BY random() LIMIT " + SAMPLED_ROWS + ") sampled GROUP BY k) keys ORDER BY keys.k";
    }

    /** At most {@code wanted} slices; one whole slice where the sample shows no place to cut. */
    static List<Slice> cut(KeyColumn key, KeySample sample, int wanted) {
        return new KeyRanges(
                        PostgresText.identifier(key.name()),
                        PostgresText.cursor(key.name(), key.type()),
                        value -> PostgresText.literal(new Bound(value, Bound.Edge.INCLUSIVE), key.type()))
                .cut(sample, wanted, value -> PostgresText.isCanonical(value, key.type()));
    }
}
