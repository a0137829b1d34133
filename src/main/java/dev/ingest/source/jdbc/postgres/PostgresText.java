package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** PostgreSQL's quoting: the one place where names and values become query text. */
public final class PostgresText {
    private static final String CLOCK = "\\d{4,6}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?";
    private static final Map<CursorType, Pattern> CANONICAL = Map.of(
            CursorType.DATE, Pattern.compile("\\d{4,6}-\\d{2}-\\d{2}"),
            CursorType.TIMESTAMP, Pattern.compile(CLOCK),
            CursorType.TIMESTAMP_UTC, Pattern.compile(CLOCK + "\\+00(:00)?"),
            CursorType.INTEGER, Pattern.compile("-?\\d{1,40}"),
            CursorType.DECIMAL, Pattern.compile("-?\\d{1,1000}(\\.\\d{1,1000})?"));

    private PostgresText() {}

    /** A name that is taken as it stands. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A table, parts quoted; parts written without quotes are folded to lower case. */
    public static String relation(TableName table) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < table.parts().size(); i++) {
            String part = table.parts().get(i);
            parts.add(identifier(table.quoted().get(i) ? part : part.toLowerCase(Locale.ROOT)));
        }
        return String.join(".", parts);
    }

    /** Text as a literal, whatever {@code standard_conforming_strings} says. */
    public static String text(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /** Whether {@code value} can stand in a query as a value of {@code type}: neither infinity nor NaN nor a year BC. */
    static boolean isCanonical(String value, CursorType type) {
        Pattern canonical = CANONICAL.get(type);
        return canonical == null || canonical.matcher(value).matches();
    }

    /**
     * A cursor's value as a typed literal.
     *
     * @throws IngestException (CONFIG) when it is no canonical value of {@code type}
     */
    static String literal(Bound bound, CursorType type) {
        String value = bound.value();
        if (!isCanonical(value, type)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the watermark '" + value + "': it is no "
                            + type.name().toLowerCase(Locale.ROOT)
                            + " of PostgreSQL. Correct the cell last_watermark, or empty it to read from the start.");
        }
        return switch (type) {
            case DATE -> "DATE '" + value + "'";
            case TIMESTAMP -> "TIMESTAMP '" + value + "'";
            case TIMESTAMP_UTC -> "TIMESTAMPTZ '" + value + "'";
            case INTEGER, DECIMAL -> value;
            case TEXT -> text(value);
            case ROWVERSION ->
                throw new IngestException(
                        FailureKind.CONFIG,
                        "Cannot use a rowversion watermark: PostgreSQL has no such type. Name another watermark_column.");
        };
    }

    /** A key as it is compared: text in binary order, everything else as its type says. */
    public static String cursor(String column, CursorType type) {
        return type == CursorType.TEXT ? identifier(column) + " COLLATE \"C\"" : identifier(column);
    }

    /** A watermark column as it is compared; in a database of another encoding, text by what it is in UTF-8. */
    public static String cursor(String column, CursorType type, TextOrder order) {
        return isConverted(type, order) ? "convert_to(" + identifier(column) + "::text, 'UTF8')" : cursor(column, type);
    }

    /** A bound, as {@link #cursor(String, CursorType, TextOrder)} is compared with it. */
    static String literal(Bound bound, CursorType type, TextOrder order) {
        return isConverted(type, order)
                ? "decode('" + HexFormat.of().formatHex(bound.value().getBytes(StandardCharsets.UTF_8)) + "', 'hex')"
                : literal(bound, type);
    }

    private static boolean isConverted(CursorType type, TextOrder order) {
        return type == CursorType.TEXT && order == TextOrder.CONVERTED;
    }
}
