package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.jdbc.KeyRanges;
import java.util.List;

/** Samples the keys of whatever can be selected from, and cuts it along them. */
final class SqlServerKeys {
    /** Enough that eight slices differ by some hundredths; few enough to sort in the server's memory. */
    private static final int SAMPLED_ROWS = 20_000;
    /** A longer text is cut off: what is left still divides those above it from those below. */
    private static final int LONGEST_TEXT = 200;

    private SqlServerKeys() {}

    /** The keys of some rows of {@code rows}, each with how many of them hold it, in order. */
    static String sample(KeyColumn key, String rows) {
        String column = SqlServerText.identifier(key.name());
        String value = key.type() == CursorType.TEXT ? "LEFT(" + column + ", " + LONGEST_TEXT + ")" : column;
        String compared = key.type() == CursorType.TEXT ? SqlServerText.bytes("k") : "k";
        return "SELECT " + SqlServerText.shown("MIN(k)", key.type()) + ", COUNT_BIG(*) FROM (SELECT TOP ("
                + SAMPLED_ROWS + ") " + value + " AS k FROM " + rows + " ORDER BY NEWID()) AS sampled GROUP BY "
                + compared + " ORDER BY " + compared;
    }

    /** At most {@code wanted} slices; one whole slice where the sample shows no place to cut. */
    static List<Slice> cut(KeyColumn key, KeySample sample, int wanted) {
        return new KeyRanges(
                        SqlServerText.identifier(key.name()),
                        SqlServerText.compared(key.name(), key.type()),
                        value -> SqlServerText.literal(value, key.type()))
                .cut(sample, wanted, value -> SqlServerText.isCanonical(value, key.type()));
    }
}
