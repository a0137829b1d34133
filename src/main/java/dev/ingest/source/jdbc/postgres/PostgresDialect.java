package dev.ingest.source.jdbc.postgres;

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
import dev.ingest.source.jdbc.SqlDialect;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL. Its types stand in {@link PostgresTypes}, its quoting in {@link PostgresText}. */
public final class PostgresDialect implements SqlDialect {
    private static final PostgresQueries QUERIES = new PostgresQueries();

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        return options.override()
                .map(wanted -> PostgresOverrides.reading(column, wanted, options))
                .orElseGet(() -> PostgresTypes.reading(column, options));
    }

    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        return switch (column.baseType()) {
            case "date" -> Optional.of(CursorType.DATE);
            case "timestamp" -> Optional.of(CursorType.TIMESTAMP);
            case "timestamptz" -> Optional.of(CursorType.TIMESTAMP_UTC);
            case "int2", "int4", "int8", "oid" -> Optional.of(CursorType.INTEGER);
            case "numeric" -> Optional.of(CursorType.DECIMAL);
            case "text", "varchar", "bpchar", "name" -> Optional.of(CursorType.TEXT);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return column.baseType().equals("numeric") && column.precision().isEmpty();
    }

    @Override
    public Optional<String> conditionFault(String where) {
        return new PostgresCondition(where).fault();
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
    public List<Slice> slices(SourceDescription description, int wanted) {
        return PostgresSlices.cut(description, wanted);
    }

    @Override
    public String sample(Reading reading, KeyColumn key) {
        return PostgresKeys.sample(key, QUERIES.rows(reading, Slice.WHOLE));
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        return PostgresKeys.cut(key, sample, wanted);
    }
}
