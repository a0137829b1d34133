package dev.ingest.source;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A dialect whose types are named after what they land as, and {@code blob}, which nobody can read. */
public final class FakeDialect implements SourceRules {
    private final Set<Capability> capabilities;

    /** One that can all that sources can. */
    public FakeDialect() {
        this(EnumSet.allOf(Capability.class));
    }

    public FakeDialect(Set<Capability> capabilities) {
        this.capabilities = Set.copyOf(capabilities);
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        return new ColumnReading(options.override().orElseGet(() -> type(column, options)), column.baseType());
    }

    @Override
    public Optional<ColumnReading> offset(SourceColumn column, ReadingOptions options) {
        return column.baseType().equals("timestamptz")
                ? Optional.of(new ColumnReading(ColumnType.INT16, "offset"))
                : Optional.empty();
    }

    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        return switch (column.baseType()) {
            case "date" -> Optional.of(CursorType.DATE);
            case "timestamp" -> Optional.of(CursorType.TIMESTAMP);
            case "timestamptz" -> Optional.of(CursorType.TIMESTAMP_UTC);
            case "int64" -> Optional.of(CursorType.INTEGER);
            case "decimal", "number" -> Optional.of(CursorType.DECIMAL);
            case "text" -> Optional.of(CursorType.TEXT);
            case "rowversion" -> Optional.of(CursorType.ROWVERSION);
            default -> Optional.empty();
        };
    }

    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return column.baseType().equals("number");
    }

    @Override
    public Optional<String> conditionFault(String written) {
        return written.contains("(") && !written.contains(")") ? Optional.of("it is not closed") : Optional.empty();
    }

    @Override
    public String request(Reading reading, Slice slice) {
        return "READ " + reading.table() + " SLICE " + slice.number();
    }

    /** As many as wanted of a table that has an extent. */
    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        if (description.extents().isEmpty()) {
            return List.of(Slice.WHOLE);
        }
        return IntStream.range(0, wanted)
                .mapToObj(number -> new Slice(number, Optional.empty(), Optional.of("part " + number)))
                .toList();
    }

    /** Each slice named after the key that it begins at. */
    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        List<String> cuts = sample.cuts(wanted, value -> true);
        return IntStream.rangeClosed(0, cuts.size())
                .mapToObj(number -> new Slice(
                        number,
                        Optional.empty(),
                        Optional.of(key.name() + " from " + (number == 0 ? "start" : cuts.get(number - 1)))))
                .toList();
    }

    private static ColumnType type(SourceColumn column, ReadingOptions options) {
        return switch (column.baseType()) {
            case "date" -> ColumnType.DATE;
            case "timestamp" -> ColumnType.TIMESTAMP;
            case "timestamptz" -> ColumnType.TIMESTAMP_UTC;
            case "int64" -> ColumnType.INT64;
            case "decimal" -> new ColumnType.Decimal(10, 2);
            case "number" -> options.unboundedNumber();
            case "text" -> ColumnType.TEXT;
            case "rowversion" -> ColumnType.BINARY;
            default ->
                throw new IngestException(
                        FailureKind.CONFIG, "Cannot read a " + column.declaredType() + ". Leave the column out.");
        };
    }
}
