package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading.Form;

/**
 * The type matrix. A base type is a {@code pg_type.typname}, or for what users define one of the words {@code enum},
 * {@code composite}, {@code range}, {@code multirange}, {@code array}, {@code pseudo}, {@code other}, {@code geometry
 * "schema"}; domains are resolved.
 */
final class PostgresTypes {
    private static final int MONEY_DIGITS = 19;
    private static final int MONEY_SCALE = 2;

    private PostgresTypes() {}

    static ColumnReading reading(SourceColumn column, ReadingOptions options) {
        String base = column.baseType();
        return switch (base) {
            case "bool" -> row(ColumnType.BOOL, Form.BOOL, options);
            case "int2" -> row(ColumnType.INT16, Form.INT2, options);
            case "int4" -> row(ColumnType.INT32, Form.INT4, options);
            case "int8" -> row(ColumnType.INT64, Form.INT8, options);
            case "oid" -> row(ColumnType.INT64, Form.OID, options);
            case "float4" -> row(ColumnType.FLOAT, Form.FLOAT4, options);
            case "float8" -> row(ColumnType.DOUBLE, Form.FLOAT8, options);
            case "numeric" -> number(column, options);
            case "money" -> row(new ColumnType.Decimal(MONEY_DIGITS, MONEY_SCALE), Form.NUMBER, options);
            case "date" -> row(ColumnType.DATE, Form.DATE, options);
            case "timestamp" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.TIMESTAMP, options);
            case "timestamptz" -> row(timestamp(options, Timestamp.Zone.UTC), Form.TIMESTAMP, options);
            case "bytea" -> row(ColumnType.BINARY, Form.BYTES, options);
            case "text", "varchar", "name" -> row(ColumnType.TEXT, Form.BYTES, options);
            case "bpchar" -> row(ColumnType.TEXT, Form.PADDED, options);
            case "json" -> row(ColumnType.JSON, Form.BYTES, options);
            case "jsonb" -> row(ColumnType.JSON, Form.TEXT, options);
            case "array", "composite", "hstore" -> row(ColumnType.JSON, Form.JSON, options);
            case "inet" -> row(ColumnType.TEXT, Form.INET, options);
            case "pseudo" -> throw unreadable(column);
            default ->
                base.startsWith("geometry ") ? geometry(base, options) : row(ColumnType.TEXT, Form.TEXT, options);
        };
    }

    /** The reading of any column as the text that the database makes of it. */
    static PostgresReading text(SourceColumn column, ReadingOptions options) {
        return switch (column.baseType()) {
            case "text", "varchar", "name", "json" -> PostgresReading.of(Form.BYTES, options.unrepresentable());
            case "bpchar" -> PostgresReading.of(Form.PADDED, options.unrepresentable());
            case "inet" -> PostgresReading.of(Form.INET, options.unrepresentable());
            case "pseudo" -> throw unreadable(column);
            default -> PostgresReading.of(Form.TEXT, options.unrepresentable());
        };
    }

    /**
     * What a declared {@code numeric(p,s)} is as a decimal: a negative scale adds zeros before the point, a scale above
     * the precision zeros behind it; more than 38 digits are text.
     */
    private static ColumnReading number(SourceColumn column, ReadingOptions options) {
        if (column.precision().isEmpty()) {
            ColumnType type = options.unboundedNumber();
            boolean decimal = type instanceof ColumnType.Decimal;
            return row(type, decimal ? Form.NUMERIC : Form.TEXT, options);
        }
        int scale = column.scale().orElse(0);
        int digits = Math.max(column.precision().getAsInt() - Math.min(scale, 0), scale);
        return digits > ColumnType.Decimal.MAX_DIGITS
                ? row(ColumnType.TEXT, Form.TEXT, options)
                : row(new ColumnType.Decimal(digits, Math.max(scale, 0)), Form.NUMERIC, options);
    }

    private static ColumnType timestamp(ReadingOptions options, Timestamp.Zone zone) {
        return new Timestamp(options.timestampUnit(), zone);
    }

    private static ColumnReading geometry(String base, ReadingOptions options) {
        String schema = base.substring(base.indexOf(' ') + 1);
        PostgresReading reading = new PostgresReading(Form.WKT, schema, options.unrepresentable());
        return reading.landing(ColumnType.TEXT);
    }

    private static ColumnReading row(ColumnType type, Form form, ReadingOptions options) {
        return PostgresReading.of(form, options.unrepresentable()).landing(type);
    }

    private static IngestException unreadable(SourceColumn column) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read column " + column.name() + ": its type " + column.declaredType()
                        + " has no values of its own. Name the columns to read, without it, in the cell columns.");
    }
}
