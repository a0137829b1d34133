package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts whatever can be selected from into ranges of a key, even by a sample of its rows. Null keys are a range of their
 * own where the sample has many of them, and belong to the last one else.
 */
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
        boolean apart = sample.nulls() * wanted >= sample.rows() && sample.nulls() > 0;
        List<String> cuts =
                sample.cuts(apart ? wanted - 1 : wanted, value -> PostgresText.isCanonical(value, key.type()));
        String column = PostgresText.identifier(key.name());
        List<String> ranges = ranges(key, cuts);
        if (ranges.isEmpty() && !apart) {
            return List.of(Slice.WHOLE);
        }
        if (apart) {
            ranges.add(column + " IS NULL");
            if (ranges.size() == 1) {
                ranges.add(0, column + " IS NOT NULL");
            }
        } else {
            ranges.set(ranges.size() - 1, "(" + ranges.get(ranges.size() - 1) + " OR " + column + " IS NULL)");
        }
        List<Slice> slices = new ArrayList<>();
        ranges.forEach(range -> slices.add(new Slice(slices.size(), Optional.empty(), Optional.of(range))));
        return slices;
    }

    /** The ranges between ascending cuts, the first and the last open; none without a cut. */
    private static List<String> ranges(KeyColumn key, List<String> cuts) {
        List<String> ranges = new ArrayList<>();
        String column = PostgresText.cursor(key.name(), key.type());
        for (int i = 0; i <= cuts.size() && !cuts.isEmpty(); i++) {
            String from = i == 0 ? "" : column + " >= " + literal(key, cuts.get(i - 1));
            String to = i == cuts.size() ? "" : column + " < " + literal(key, cuts.get(i));
            ranges.add(from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to);
        }
        return ranges;
    }

    private static String literal(KeyColumn key, String value) {
        return PostgresText.literal(new Bound(value, Bound.Edge.INCLUSIVE), key.type());
    }
}
