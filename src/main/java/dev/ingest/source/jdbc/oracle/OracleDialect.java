package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.source.Capability;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.jdbc.MaskedColumns;
import dev.ingest.source.jdbc.SqlDialect;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Oracle. Its types stand in {@code OracleTypes}, its quoting in {@code OracleText}. */
public final class OracleDialect implements SqlDialect {
    private static final OracleQueries QUERIES = new OracleQueries();

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        MaskedColumns.refuse(column, "GRANT EXEMPT REDACTION POLICY");
        return options.override()
                .map(wanted -> OracleOverrides.reading(column, wanted, options))
                .orElseGet(() -> OracleTypes.reading(column, options));
    }

    /** A DATE has a time of day. Texts with a collation of their own are not compared by their bytes. */
    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        return switch (column.baseType()) {
            case "date", "timestamp" -> Optional.of(CursorType.TIMESTAMP);
            case "timestamp with time zone", "timestamp with local time zone" -> Optional.of(CursorType.TIMESTAMP_UTC);
            case "number" ->
                Optional.of(
                        column.precision().isPresent() && column.scale().orElse(0) <= 0
                                ? CursorType.INTEGER
                                : CursorType.DECIMAL);
            case "float" -> Optional.of(CursorType.DECIMAL);
            case "char", "varchar2", "nchar", "nvarchar2" -> Optional.of(CursorType.TEXT);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return OracleTypes.isUnbounded(column);
    }

    @Override
    public Optional<String> conditionFault(String where) {
        return new OracleCondition(where).fault();
    }

    @Override
    public String request(Reading reading, Slice slice) {
        return QUERIES.select(reading, slice);
    }

    @Override
    public String count(Reading reading) {
        return QUERIES.count(reading);
    }

    @Override
    public String sample(Reading reading, KeyColumn key) {
        return OracleKeys.sample(key, QUERIES.rows(reading, Slice.WHOLE));
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        return OracleKeys.cut(key, sample, wanted);
    }

    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        return OracleSlices.cut(description, wanted);
    }
}
