package dev.ingest.source.jdbc.sqlserver;

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

/** SQL Server and Azure SQL. Their types stand in {@link SqlServerTypes}, their quoting in {@link SqlServerText}. */
public final class SqlServerDialect implements SqlDialect {
    private static final SqlServerQueries QUERIES = new SqlServerQueries();

    /** Every number declares its precision. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.COUNT, Capability.SAMPLE, Capability.QUERY);
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        MaskedColumns.refuse(column, "GRANT UNMASK");
        return options.override()
                .map(wanted -> SqlServerOverrides.reading(column, wanted, options))
                .orElseGet(() -> SqlServerTypes.reading(column, options));
    }

    @Override
    public Optional<ColumnReading> offset(SourceColumn column, ReadingOptions options) {
        return SqlServerTypes.offset(column, options);
    }

    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        return cursorTypeOf(column.baseType());
    }

    /** What kind of cursor a column of the type {@code base} can be. */
    static Optional<CursorType> cursorTypeOf(String base) {
        return switch (base) {
            case "date" -> Optional.of(CursorType.DATE);
            case "datetime", "smalldatetime", "datetime2" -> Optional.of(CursorType.TIMESTAMP);
            case "datetimeoffset" -> Optional.of(CursorType.TIMESTAMP_UTC);
            case "tinyint", "smallint", "int", "bigint" -> Optional.of(CursorType.INTEGER);
            case "decimal", "numeric", "money", "smallmoney" -> Optional.of(CursorType.DECIMAL);
            case "char", "varchar", "nchar", "nvarchar" -> Optional.of(CursorType.TEXT);
            case "timestamp" -> Optional.of(CursorType.ROWVERSION);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return false;
    }

    @Override
    public Optional<String> conditionFault(String where) {
        return new SqlServerCondition(where).fault();
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
        return SqlServerKeys.sample(key, QUERIES.rows(reading, Slice.WHOLE));
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        return SqlServerKeys.cut(key, sample, wanted);
    }

    /** Along the clustered key, whose ranges are read without reading the rest. */
    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        return description
                .divided()
                .map(divided -> SqlServerKeys.cut(divided.key(), divided.sample(), wanted))
                .orElse(List.of(Slice.WHOLE));
    }
}
