package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQL Server's quoting: the one place where names and values become query text. */
final class SqlServerText {
    private static final String CLOCK = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?";
    private static final Map<CursorType, Pattern> CANONICAL = Map.of(
            CursorType.DATE, Pattern.compile("\\d{4}-\\d{2}-\\d{2}"),
            CursorType.TIMESTAMP, Pattern.compile(CLOCK),
            CursorType.TIMESTAMP_UTC, Pattern.compile(CLOCK + "\\+00:00"),
            CursorType.INTEGER, Pattern.compile("-?\\d{1,38}"),
            CursorType.DECIMAL, Pattern.compile("-?(?=(\\.?\\d){1,38}$)\\d+(\\.\\d+)?"),
            CursorType.ROWVERSION, Pattern.compile("0x[0-9A-F]{16}"));

    private SqlServerText() {}

    /** A name that is taken as it stands. */
    static String identifier(String name) {
        return '[' + name.replace("]", "]]") + ']';
    }

    /** A table, all parts quoted. */
    static String relation(TableName table) {
        return table.parts().stream().map(SqlServerText::identifier).collect(Collectors.joining("."));
    }

    /** Text as a literal. */
    static String text(String value) {
        return "N'" + value.replace("'", "''") + "'";
    }

    /** Whether {@code value} can stand in a query as a value of {@code type}. */
    static boolean isCanonical(String value, CursorType type) {
        Pattern canonical = CANONICAL.get(type);
        return canonical == null || canonical.matcher(value).matches();
    }

    /**
     * A cursor's value as a typed literal, whose form no session setting changes.
     *
     * @throws IngestException (CONFIG) when it is no canonical value of {@code type}
     */
    static String literal(String value, CursorType type) {
        if (!isCanonical(value, type)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the watermark '" + value + "': it is no "
                            + type.name().toLowerCase(Locale.ROOT)
                            + " of SQL Server. Correct the cell last_watermark, or empty it to read from the start.");
        }
        return switch (type) {
            case DATE -> "CAST('" + value + "' AS date)";
            case TIMESTAMP -> "CAST('" + value + "' AS datetime2(7))";
            case TIMESTAMP_UTC -> "CAST('" + value.replace("+00:00", " +00:00") + "' AS datetimeoffset(7))";
            case INTEGER, DECIMAL, ROWVERSION -> value;
            case TEXT -> "0x" + HexFormat.of().withUpperCase().formatHex(value.getBytes(StandardCharsets.UTF_8));
        };
    }

    /**
     * A key as it is compared: text by its bytes in UTF-8. As characters even a binary collation compares texts of
     * different lengths as though blanks were behind the shorter one, and texts in UTF-16 by its units.
     */
    static String compared(String column, CursorType type) {
        return type == CursorType.TEXT ? bytes(identifier(column)) : identifier(column);
    }

    /** The bytes of a text in UTF-8, which is a code page since SQL Server 2019. */
    static String bytes(String expression) {
        return "CAST(CAST(" + expression + " COLLATE Latin1_General_100_BIN2_UTF8 AS varchar(max)) AS varbinary(max))";
    }

    /** The text of a key's value, of which {@code CursorText} makes the canonical one. */
    static String shown(String expression, CursorType type) {
        return switch (type) {
            case DATE -> "CONVERT(varchar(10), " + expression + ", 23)";
            case TIMESTAMP -> "CONVERT(varchar(40), " + expression + ", 121)";
            case TIMESTAMP_UTC -> "CONVERT(varchar(40), SWITCHOFFSET(" + expression + ", '+00:00'), 121)";
            // The style is that of money, whose usual text has two of its four fractional digits.
            case INTEGER, DECIMAL -> "CONVERT(varchar(50), " + expression + ", 2)";
            case TEXT -> "CONVERT(nvarchar(max), " + expression + ")";
            case ROWVERSION -> "CONVERT(varchar(18), CONVERT(binary(8), " + expression + "), 1)";
        };
    }
}
