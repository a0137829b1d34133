package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading;
import dev.ingest.source.jdbc.sqlserver.read.SqlServerReading.Form;
import java.util.Optional;

/** Types that users demand for a column, as far as no value can change by them unnoticed. */
final class SqlServerOverrides {
    private SqlServerOverrides() {}

    /**
     * The reading of {@code column} as {@code wanted}.
     *
     * @throws IngestException (CONFIG) naming what the column can be, when it cannot be that
     */
    static ColumnReading reading(SourceColumn column, ColumnType wanted, ReadingOptions options) {
        return form(column.baseType(), wanted)
                .map(form -> SqlServerReading.of(form, options).landing(wanted))
                .orElseThrow(() -> refused(column, wanted));
    }

    private static Optional<Form> form(String base, ColumnType wanted) {
        if (wanted instanceof ColumnType.Text text) {
            boolean any = text.content() == ColumnType.Text.Content.PLAIN;
            return any || mayHoldJson(base) ? Optional.of(SqlServerTypes.text(base)) : Optional.empty();
        }
        return switch (base) {
            case "bit" -> only(wanted instanceof ColumnType.Bool, Form.BIT);
            case "tinyint", "smallint", "int", "bigint" -> integer(base, wanted);
            case "decimal", "numeric", "money", "smallmoney" -> only(isNumber(wanted), Form.NUMBER);
            case "real" -> only(wanted instanceof ColumnType.Floating, Form.REAL);
            case "float" -> only(wanted instanceof ColumnType.Floating, Form.FLOAT);
            case "date" -> only(wanted instanceof ColumnType.Date, Form.DATE);
            case "datetime2" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.CLOCK);
            case "datetime" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.DATETIME);
            case "smalldatetime" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.SMALLDATETIME);
            case "datetimeoffset" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.UTC), Form.INSTANT);
            case "binary", "varbinary", "image", "timestamp" -> only(wanted instanceof ColumnType.Binary, Form.BYTES);
            case "char", "varchar", "nchar", "nvarchar" -> only(wanted instanceof ColumnType.Binary, Form.STORED);
            default -> Optional.empty();
        };
    }

    private static boolean mayHoldJson(String base) {
        return switch (base) {
            case "json", "vector", "char", "varchar", "nchar", "nvarchar", "text", "ntext" -> true;
            default -> false;
        };
    }

    private static Optional<Form> integer(String base, ColumnType wanted) {
        int bits = switch (base) {
            case "tinyint", "smallint" -> Short.SIZE;
            case "int" -> Integer.SIZE;
            default -> Long.SIZE;
        };
        return wanted instanceof ColumnType.Whole whole && whole.bits() >= bits
                ? Optional.of(Form.WHOLE)
                : only(isNumber(wanted), Form.DECIMAL);
    }

    private static boolean isNumber(ColumnType wanted) {
        return wanted instanceof ColumnType.Decimal || wanted instanceof ColumnType.Whole;
    }

    private static boolean isTimestamp(ColumnType wanted, ColumnType.Timestamp.Zone zone) {
        return wanted instanceof ColumnType.Timestamp timestamp && timestamp.zone() == zone;
    }

    private static Optional<Form> only(boolean fits, Form form) {
        return fits ? Optional.of(form) : Optional.empty();
    }

    private static IngestException refused(SourceColumn column, ColumnType wanted) {
        boolean number = form(column.baseType(), ColumnType.INT64).isPresent();
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read column " + column.name() + " as " + wanted + ": it is " + column.declaredType()
                        + ", which that type does not hold exactly. Leave the override out, or use text"
                        + (number ? ", decimal(p,s), int64." : "."));
    }
}
