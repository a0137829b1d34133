package dev.ingest.source.rest;

import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.Naming;
import dev.ingest.source.Capability;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of APIs without asking one. Columns are named as they land. */
public final class RestRules implements SourceRules {
    private static final Map<String, ColumnType> PLAIN = Stream.of(
                    ColumnType.BOOL,
                    ColumnType.INT16,
                    ColumnType.INT32,
                    ColumnType.INT64,
                    ColumnType.FLOAT,
                    ColumnType.DOUBLE,
                    ColumnType.TEXT,
                    ColumnType.JSON,
                    ColumnType.DATE,
                    ColumnType.TIMESTAMP,
                    ColumnType.TIMESTAMP_UTC,
                    new Timestamp(Timestamp.Unit.NANOS, Timestamp.Zone.NAIVE),
                    new Timestamp(Timestamp.Unit.NANOS, Timestamp.Zone.UTC))
            .collect(Collectors.toMap(ColumnType::toString, Function.identity()));

    private static final String DECIMAL = "decimal";
    private static final String READING = "json";

    /** The column that lands as {@code name}. */
    static SourceColumn column(dev.ingest.data.Column column) {
        String type = column.type().toString();
        if (column.type() instanceof Decimal decimal) {
            return new SourceColumn(
                    column.name(),
                    type,
                    DECIMAL,
                    OptionalInt.of(decimal.precision()),
                    OptionalInt.of(decimal.scale()),
                    column.nullability());
        }
        OptionalInt digits = column.type() instanceof Timestamp timestamp
                ? OptionalInt.of(timestamp.unit() == Timestamp.Unit.NANOS ? 9 : 6)
                : OptionalInt.empty();
        return new SourceColumn(column.name(), type, type, digits, OptionalInt.empty(), column.nullability());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        ColumnType type = options.override().orElseGet(() -> type(column));
        if (type instanceof ColumnType.Binary) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "no field of a record can be read as " + type + ". Choose text, json, a number, boolean, date or"
                            + " timestamp.");
        }
        return new ColumnReading(type, READING);
    }

    private static ColumnType type(SourceColumn column) {
        if (column.baseType().equals(DECIMAL)) {
            return new Decimal(column.precision().orElseThrow(), column.scale().orElseThrow());
        }
        ColumnType plain = PLAIN.get(column.baseType());
        if (plain == null) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "no field of a record can be read as " + column.declaredType() + ". Load into a new table.");
        }
        return plain;
    }

    @Override
    public String landedName(SourceColumn column, Naming naming) {
        return column.name();
    }

    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        ColumnType type = type(column);
        if (type instanceof ColumnType.Date) {
            return Optional.of(CursorType.DATE);
        } else if (type instanceof Timestamp timestamp) {
            return Optional.of(
                    timestamp.zone() == Timestamp.Zone.UTC ? CursorType.TIMESTAMP_UTC : CursorType.TIMESTAMP);
        } else if (type instanceof ColumnType.Whole) {
            return Optional.of(CursorType.INTEGER);
        } else if (type instanceof Decimal decimal) {
            return Optional.of(decimal.scale() == 0 ? CursorType.INTEGER : CursorType.DECIMAL);
        }
        return type.equals(ColumnType.TEXT) ? Optional.of(CursorType.TEXT) : Optional.empty();
    }

    /** Numbers have been looked at before they are described. */
    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return false;
    }

    @Override
    public Optional<String> conditionFault(String written) {
        return Optional.of("an API takes no SQL. Set params or filter in the resource's section");
    }

    @Override
    public String request(Reading reading, Slice slice) {
        return reading.section() + " " + reading.table();
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        return List.of(Slice.WHOLE);
    }

    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        return List.of(Slice.WHOLE);
    }
}
