package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.oracle.read.OracleReading;
import dev.ingest.source.jdbc.oracle.read.OracleReading.Form;

/**
 * The type matrix. A base type is the dictionary's {@code DATA_TYPE} in lower case, without what stands in parentheses; a
 * text column whose own collation is not the binary one is {@code collated <type>}.
 */
public final class OracleTypes {
    /** What stands before the type of texts that are not compared by their bytes. */
    public static final String COLLATED = "collated ";

    private OracleTypes() {}

    static ColumnReading reading(SourceColumn column, ReadingOptions options) {
        return switch (plain(column)) {
            case "number" -> number(column, options);
            case "float" -> unbounded(options);
            case "binary_float" -> row(ColumnType.FLOAT, Form.FLOAT, options);
            case "binary_double" -> row(ColumnType.DOUBLE, Form.DOUBLE, options);
            case "boolean" -> row(ColumnType.BOOL, Form.BOOLEAN, options);
            case "date" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.DATE, options);
            case "timestamp" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.TIMESTAMP, options);
            case "timestamp with time zone", "timestamp with local time zone" ->
                row(timestamp(options, Timestamp.Zone.UTC), Form.INSTANT, options);
            case "raw" -> row(ColumnType.BINARY, Form.RAW, options);
            case "blob" -> row(ColumnType.BINARY, Form.BLOB, options);
            case "long raw" -> row(ColumnType.BINARY, Form.LONG_RAW, options);
            case "json" -> row(ColumnType.JSON, Form.JSON, options);
            default -> row(ColumnType.TEXT, text(column), options);
        };
    }

    /** How any column is read as the text that the database makes of it. */
    static Form text(SourceColumn column) {
        return switch (plain(column)) {
            case "char", "varchar2", "nchar", "nvarchar2" -> Form.TEXT;
            case "number", "float" -> Form.DIGITS;
            case "binary_float", "binary_double", "boolean", "interval year to month", "interval day to second" ->
                Form.OWN_TEXT;
            case "date" -> Form.DATE_TEXT;
            case "timestamp", "timestamp with local time zone" -> Form.TIMESTAMP_TEXT;
            case "timestamp with time zone" -> Form.ZONED_TEXT;
            case "clob", "nclob" -> Form.CLOB;
            case "long" -> Form.LONG;
            case "raw" -> Form.HEX;
            case "rowid" -> Form.ROWID;
            case "urowid" -> Form.UROWID;
            case "xmltype" -> Form.XML;
            case "json" -> Form.JSON;
            case "vector" -> Form.VECTOR;
            case "sdo_geometry" -> Form.WKT;
            default -> throw unreadable(column);
        };
    }

    /** The base type, whatever the collation. */
    static String plain(SourceColumn column) {
        String base = column.baseType();
        return base.startsWith(COLLATED) ? base.substring(COLLATED.length()) : base;
    }

    /** Whether the column holds numbers of no declared precision: a FLOAT is such a number, cut to some bits. */
    static boolean isUnbounded(SourceColumn column) {
        return column.baseType().equals("float")
                || (column.baseType().equals("number") && column.precision().isEmpty());
    }

    /**
     * What a declared {@code NUMBER(p,s)} is as a decimal: a negative scale adds zeros before the point, a scale above the
     * precision zeros behind it; more than 38 digits are text.
     */
    private static ColumnReading number(SourceColumn column, ReadingOptions options) {
        if (isUnbounded(column)) {
            return unbounded(options);
        }
        int scale = column.scale().orElse(0);
        int digits = Math.max(column.precision().orElseThrow() - Math.min(scale, 0), scale);
        return digits > ColumnType.Decimal.MAX_DIGITS
                ? row(ColumnType.TEXT, Form.DIGITS, options)
                : row(new ColumnType.Decimal(digits, Math.max(scale, 0)), Form.NUMBER, options);
    }

    private static ColumnReading unbounded(ReadingOptions options) {
        ColumnType type = options.unboundedNumber();
        return row(type, type instanceof ColumnType.Decimal ? Form.NUMBER : Form.DIGITS, options);
    }

    private static ColumnType timestamp(ReadingOptions options, Timestamp.Zone zone) {
        return new Timestamp(options.timestampUnit(), zone);
    }

    private static ColumnReading row(ColumnType type, Form form, ReadingOptions options) {
        return OracleReading.of(form, options).landing(type);
    }

    private static IngestException unreadable(SourceColumn column) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read column " + column.name() + ": its type " + column.declaredType()
                        + " has no one text or number for a value. Leave it out with -" + column.name()
                        + " in the cell columns, or read what you need of it by a query.");
    }
}
