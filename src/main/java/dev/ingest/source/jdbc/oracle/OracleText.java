package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
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

/** Oracle's quoting: the one place where names and values become query text. */
final class OracleText {
    private static final String CLOCK = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?";
    private static final Map<CursorType, Pattern> CANONICAL = Map.of(
            CursorType.TIMESTAMP, Pattern.compile(CLOCK),
            CursorType.TIMESTAMP_UTC, Pattern.compile(CLOCK + "\\+00:00"),
            CursorType.INTEGER, Pattern.compile("-?\\d{1,126}"),
            CursorType.DECIMAL, Pattern.compile("-?(\\d{1,126}(\\.\\d{1,170})?|\\.\\d{1,170})"));

    private OracleText() {}

    /** A name that is taken as it stands; no name of Oracle's holds a double quote. */
    static String identifier(String name) {
        if (name.indexOf('"') >= 0 || name.indexOf('\0') >= 0) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the name " + name
                            + ": names of Oracle hold no double quote. Correct it in the workbook.");
        }
        return '"' + name + '"';
    }

    /** A table, parts quoted; parts written without quotes are folded to upper case. */
    static String relation(TableName table) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < table.parts().size(); i++) {
            String part = table.parts().get(i);
            parts.add(identifier(table.quoted().get(i) ? part : part.toUpperCase(Locale.ROOT)));
        }
        return String.join(".", parts);
    }

    /** Text as a literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** Whether {@code value} can stand in a query as a value of {@code type}. */
    static boolean isCanonical(String value, CursorType type) {
        return type == CursorType.TEXT
                || (CANONICAL.containsKey(type)
                        && CANONICAL.get(type).matcher(value).matches());
    }

    /**
     * A cursor's value as a typed literal; a clock as TIMESTAMP.
     *
     * @throws IngestException (CONFIG) when it is no canonical value of {@code type}
     */
    static String literal(String value, CursorType type) {
        if (!isCanonical(value, type)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the watermark '" + value + "': it is no "
                            + type.name().toLowerCase(Locale.ROOT)
                            + " of Oracle. Correct the cell last_watermark, or empty it to read from the start.");
        }
        return switch (type) {
            case TIMESTAMP -> "TIMESTAMP '" + value + "'";
            case TIMESTAMP_UTC -> "TIMESTAMP '" + value.replace("+00:00", " +00:00") + "'";
            case INTEGER, DECIMAL -> value;
            case TEXT -> text(value);
            case DATE, ROWVERSION -> throw new IllegalArgumentException("no cursor of Oracle is a " + type);
        };
    }

    /** A whole second as a DATE. */
    static String date(String value) {
        return "TO_DATE(" + text(value) + ", 'YYYY-MM-DD HH24:MI:SS')";
    }

    /** A cursor as it is compared: where the bytes of its texts are another encoding's, by what they are in UTF-8. */
    static String cursor(String column, CursorType type, TextOrder order) {
        return isConverted(type, order)
                ? "UTL_I18N.STRING_TO_RAW(" + identifier(column) + ", 'AL32UTF8')"
                : identifier(column);
    }

    /** A bound, as {@link #cursor(String, CursorType, TextOrder)} is compared with it. */
    static String literal(String value, CursorType type, TextOrder order) {
        return isConverted(type, order)
                ? "HEXTORAW('" + HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "')"
                : literal(value, type);
    }

    private static boolean isConverted(CursorType type, TextOrder order) {
        return type == CursorType.TEXT && order == TextOrder.CONVERTED;
    }
}
