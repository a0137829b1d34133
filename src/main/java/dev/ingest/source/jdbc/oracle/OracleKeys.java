package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.jdbc.KeyRanges;
import java.util.List;

/** Samples the keys of whatever can be selected from, and cuts it along them. */
final class OracleKeys {
    /** Enough that eight slices differ by some hundredths; few enough to sort in the server's memory. */
    private static final int SAMPLED_ROWS = 20_000;
    /** A longer text is cut off: what is left still divides those above it from those below. */
    private static final int LONGEST_TEXT = 200;

    private OracleKeys() {}

    /**
     * The keys of some rows of {@code rows}, each with how many of them hold it, in order, null last. A row's number mixed
     * up is as good as a random one, and much sooner made.
     */
    static String sample(KeyColumn key, String rows) {
        String column = OracleText.identifier(key.name());
        String value = key.type() == CursorType.TEXT ? "SUBSTR(" + column + ", 1, " + LONGEST_TEXT + ")" : column;
        return "SELECT " + text(key.type()) + ", n FROM (SELECT k, COUNT(*) AS n FROM (SELECT k FROM (SELECT " + value
                + " AS k, ORA_HASH(ROWNUM) AS mixed FROM " + rows + ") ORDER BY mixed FETCH FIRST " + SAMPLED_ROWS
                + " ROWS ONLY) GROUP BY k) ORDER BY k";
    }

    /** At most {@code wanted} slices; one whole slice where the sample shows no place to cut. */
    static List<Slice> cut(KeyColumn key, KeySample sample, int wanted) {
        String column = OracleText.identifier(key.name());
        return new KeyRanges(column, column, value -> literal(value, key.type()))
                .cut(sample, wanted, value -> OracleText.isCanonical(value, key.type()));
    }

    /** Of a clock its whole seconds: they cut a TIMESTAMP as well, and do not convert a DATE. */
    private static String literal(String value, CursorType type) {
        return type == CursorType.TIMESTAMP ? OracleText.date(value) : OracleText.literal(value, type);
    }

    private static String text(CursorType type) {
        return switch (type) {
            case INTEGER, DECIMAL -> "TO_CHAR(k, 'TM9')";
            case TIMESTAMP -> "TO_CHAR(k, 'YYYY-MM-DD HH24:MI:SS')";
            case TIMESTAMP_UTC -> "TO_CHAR(SYS_EXTRACT_UTC(k), 'YYYY-MM-DD HH24:MI:SS') || '+00:00'";
            default -> "k";
        };
    }
}
