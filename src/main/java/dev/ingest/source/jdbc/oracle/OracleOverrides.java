package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.oracle.read.OracleReading;
import dev.ingest.source.jdbc.oracle.read.OracleReading.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types that users demand for a column, as far as no value can change by them unnoticed. */
final class OracleOverrides {
    private OracleOverrides() {}

    /**
     * The reading of {@code column} as {@code wanted}.
     *
     * @throws IngestException (CONFIG) naming what the column can be, when it cannot be that
     */
    static ColumnReading reading(SourceColumn column, ColumnType wanted, ReadingOptions options) {
        return form(column, wanted)
                .map(form -> OracleReading.of(form, options).landing(wanted))
                .orElseThrow(() -> refused(column, wanted));
    }

    private static Optional<Form> form(SourceColumn column, ColumnType wanted) {
        if (wanted instanceof ColumnType.Text text) {
            return text(column, text.content());
        }
        return switch (OracleTypes.plain(column)) {
            case "number", "float" ->
                only(wanted instanceof ColumnType.Decimal || wanted instanceof ColumnType.Whole, Form.NUMBER);
            case "binary_float" -> only(wanted instanceof ColumnType.Floating, Form.FLOAT);
            case "binary_double" -> only(wanted instanceof ColumnType.Floating, Form.DOUBLE);
            case "boolean" -> only(wanted instanceof ColumnType.Bool, Form.BOOLEAN);
            case "date" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.DATE);
            case "timestamp" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.TIMESTAMP);
            case "timestamp with time zone", "timestamp with local time zone" ->
                only(isTimestamp(wanted, ColumnType.Timestamp.Zone.UTC), Form.INSTANT);
            case "raw" -> only(wanted instanceof ColumnType.Binary, Form.RAW);
            case "blob" -> only(wanted instanceof ColumnType.Binary, Form.BLOB);
            case "long raw" -> only(wanted instanceof ColumnType.Binary, Form.LONG_RAW);
            default -> Optional.empty();
        };
    }

    /** What is JSON already, and what is text and may hold it. */
    private static Optional<Form> text(SourceColumn column, ColumnType.Text.Content content) {
        return switch (OracleTypes.plain(column)) {
            case "blob", "long raw" -> Optional.empty();
            case "json", "varchar2", "nvarchar2", "clob", "nclob" -> Optional.of(OracleTypes.text(column));
            default -> only(content == ColumnType.Text.Content.PLAIN, OracleTypes.text(column));
        };
    }

    private static boolean isTimestamp(ColumnType wanted, ColumnType.Timestamp.Zone zone) {
        return wanted instanceof ColumnType.Timestamp timestamp && timestamp.zone() == zone;
    }

    private static Optional<Form> only(boolean fits, Form form) {
        return fits ? Optional.of(form) : Optional.empty();
    }

    private static IngestException refused(SourceColumn column, ColumnType wanted) {
        List<String> ways = new ArrayList<>();
        if (form(column, ColumnType.TEXT).isPresent()) {
            ways.add("text");
        }
        if (form(column, ColumnType.INT64).isPresent()) {
            ways.addAll(List.of("decimal(p,s)", "int64"));
        }
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read column " + column.name() + " as " + wanted + ": it is " + column.declaredType()
                        + ", which that type does not hold exactly. Leave the override out"
                        + (ways.isEmpty() ? "" : ", or use " + String.join(", ", ways)) + ".");
    }
}
