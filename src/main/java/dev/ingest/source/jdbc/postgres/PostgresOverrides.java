package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types that users demand for a column, as far as no value can change by them unnoticed. */
final class PostgresOverrides {
    private PostgresOverrides() {}

    /**
     * The reading of {@code column} as {@code wanted}.
     *
     * @throws IngestException (CONFIG) naming what the column can be, when it cannot be that
     */
    static ColumnReading reading(SourceColumn column, ColumnType wanted, ReadingOptions options) {
        return form(column, wanted, options)
                .map(reading -> reading.landing(wanted))
                .orElseThrow(() -> refused(column, wanted));
    }

    private static Optional<PostgresReading> form(SourceColumn column, ColumnType wanted, ReadingOptions options) {
        if (wanted instanceof ColumnType.Text text) {
            return text.content() == ColumnType.Text.Content.JSON
                    ? json(column, options)
                    : Optional.of(PostgresTypes.text(column, options));
        }
        return exact(column.baseType(), wanted).map(form -> PostgresReading.of(form, options.unrepresentable()));
    }

    /** What is JSON already, and what is text and may hold it. */
    private static Optional<PostgresReading> json(SourceColumn column, ReadingOptions options) {
        return switch (column.baseType()) {
            case "json", "jsonb", "array", "composite", "hstore" ->
                Optional.of(PostgresReading.parse(
                        PostgresTypes.reading(column, options).reading()));
            case "text", "varchar" -> Optional.of(PostgresTypes.text(column, options));
            default -> Optional.empty();
        };
    }

    private static Optional<Form> exact(String base, ColumnType wanted) {
        return switch (base) {
            case "bool" -> only(wanted instanceof ColumnType.Bool, Form.BOOL);
            case "int2", "int4", "int8" -> integer(base, wanted);
            case "numeric" -> only(isNumber(wanted), Form.NUMERIC);
            case "money" -> only(isNumber(wanted), Form.NUMBER);
            case "oid" -> only(wanted.equals(ColumnType.INT64), Form.OID);
            case "float4" -> only(wanted instanceof ColumnType.Floating, Form.FLOAT4);
            case "float8" -> only(wanted instanceof ColumnType.Floating, Form.FLOAT8);
            case "date" -> only(wanted instanceof ColumnType.Date, Form.DATE);
            case "timestamp" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.NAIVE), Form.TIMESTAMP);
            case "timestamptz" -> only(isTimestamp(wanted, ColumnType.Timestamp.Zone.UTC), Form.TIMESTAMP);
            case "text", "varchar", "name", "json", "citext" -> only(wanted instanceof ColumnType.Binary, Form.RAW);
            case "bytea" -> only(wanted instanceof ColumnType.Binary, Form.BYTES);
            default -> Optional.empty();
        };
    }

    private static Optional<Form> integer(String base, ColumnType wanted) {
        int bits = 8 * (base.charAt(base.length() - 1) - '0');
        if (wanted instanceof ColumnType.Whole whole && whole.bits() >= bits) {
            return Optional.of(Form.valueOf(base.toUpperCase(java.util.Locale.ROOT)));
        }
        return only(isNumber(wanted), Form.NUMBER);
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
        List<String> ways = new ArrayList<>(List.of("text"));
        if (exact(column.baseType(), ColumnType.INT64).isPresent()) {
            ways.addAll(List.of("decimal(p,s)", "int64"));
        }
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot read column " + column.name() + " as " + wanted + ": it is " + column.declaredType()
                        + ", which that type does not hold exactly. Leave the override out, or use "
                        + String.join(", ", ways) + ".");
    }
}
