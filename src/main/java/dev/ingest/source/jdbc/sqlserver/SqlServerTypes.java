package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading.Form;
import java.util.Optional;

/** The type matrix. A base type is a {@code sys.types.name} of the server's own; aliases are resolved, and what else users define is {@code clr}. */
final class SqlServerTypes {
    /** Of {@code money}; {@code smallmoney} has ten of them. */
    private static final int MONEY_DIGITS = 19;

    private static final int SMALLMONEY_DIGITS = 10;
    private static final int MONEY_SCALE = 4;

    private SqlServerTypes() {}

    static ColumnReading reading(SourceColumn column, ReadingOptions options) {
        return switch (column.baseType()) {
            case "bit" -> row(ColumnType.BOOL, Form.BIT, options);
            case "tinyint", "smallint" -> row(ColumnType.INT16, Form.WHOLE, options);
            case "int" -> row(ColumnType.INT32, Form.WHOLE, options);
            case "bigint" -> row(ColumnType.INT64, Form.WHOLE, options);
            case "decimal", "numeric" -> row(decimal(column), Form.NUMBER, options);
            case "money" -> row(new ColumnType.Decimal(MONEY_DIGITS, MONEY_SCALE), Form.NUMBER, options);
            case "smallmoney" -> row(new ColumnType.Decimal(SMALLMONEY_DIGITS, MONEY_SCALE), Form.NUMBER, options);
            case "real" -> row(ColumnType.FLOAT, Form.REAL, options);
            case "float" -> row(ColumnType.DOUBLE, Form.FLOAT, options);
            case "date" -> row(ColumnType.DATE, Form.DATE, options);
            case "datetime2" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.CLOCK, options);
            case "datetime" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.DATETIME, options);
            case "smalldatetime" -> row(timestamp(options, Timestamp.Zone.NAIVE), Form.SMALLDATETIME, options);
            case "datetimeoffset" -> row(timestamp(options, Timestamp.Zone.UTC), Form.INSTANT, options);
            case "binary", "varbinary", "image", "timestamp" -> row(ColumnType.BINARY, Form.BYTES, options);
            case "json" -> row(ColumnType.JSON, Form.JSON, options);
            default -> row(ColumnType.TEXT, text(column.baseType()), options);
        };
    }

    /** The minutes by which a clock is ahead of UTC. */
    static Optional<ColumnReading> offset(SourceColumn column, ReadingOptions options) {
        return column.baseType().equals("datetimeoffset")
                ? Optional.of(row(ColumnType.INT16, Form.OFFSET, options))
                : Optional.empty();
    }

    /** How a column of the type {@code base} is read as text. */
    static Form text(String base) {
        return switch (base) {
            case "char", "varchar", "nchar", "nvarchar" -> Form.CHARACTERS;
            case "text", "ntext" -> Form.OLD_TEXT;
            case "bit", "tinyint", "smallint", "int", "bigint", "decimal", "numeric" -> Form.PLAIN;
            case "money", "smallmoney" -> Form.MONEY;
            case "real", "float" -> Form.DIGITS;
            case "date" -> Form.DAY;
            case "time", "datetime", "smalldatetime", "datetime2", "datetimeoffset" -> Form.TIME;
            case "uniqueidentifier" -> Form.UUID;
            case "binary", "varbinary", "image" -> Form.HEX;
            case "timestamp" -> Form.ROWVERSION;
            case "xml" -> Form.XML;
            case "json", "vector" -> Form.JSON;
            case "sql_variant" -> Form.VARIANT;
            case "geometry", "geography" -> Form.WKT;
            default -> Form.OWN_TEXT;
        };
    }

    private static ColumnType decimal(SourceColumn column) {
        return new ColumnType.Decimal(
                column.precision().orElseThrow(), column.scale().orElse(0));
    }

    private static ColumnType timestamp(ReadingOptions options, Timestamp.Zone zone) {
        return new Timestamp(options.timestampUnit(), zone);
    }

    private static ColumnReading row(ColumnType type, Form form, ReadingOptions options) {
        return SqlServerReading.of(form, options).landing(type);
    }
}
