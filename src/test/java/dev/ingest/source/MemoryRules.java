package dev.ingest.source;

import dev.ingest.data.ColumnType;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Test data has the types of {@link TestTable.Kind}, and no language for conditions. */
record MemoryRules(Set<Capability> capabilities) implements SourceRules {

    private static TestTable.Kind kind(SourceColumn column) {
        return TestTable.Kind.valueOf(column.baseType().toUpperCase(Locale.ROOT));
    }

    @Override
    public ColumnReading reading(SourceColumn column, ReadingOptions options) {
        ColumnType natural = switch (kind(column)) {
            case WHOLE -> ColumnType.INT64;
            case NUMBER -> options.unboundedNumber();
            case TEXT -> ColumnType.TEXT;
            case TIMESTAMP -> new ColumnType.Timestamp(options.timestampUnit(), ColumnType.Timestamp.Zone.NAIVE);
        };
        return new ColumnReading(options.override().orElse(natural), column.baseType());
    }

    @Override
    public Optional<CursorType> cursorType(SourceColumn column) {
        return Optional.of(
                switch (kind(column)) {
                    case WHOLE -> CursorType.INTEGER;
                    case NUMBER -> CursorType.DECIMAL;
                    case TEXT -> CursorType.TEXT;
                    case TIMESTAMP -> CursorType.TIMESTAMP;
                });
    }

    @Override
    public boolean isUnboundedNumber(SourceColumn column) {
        return kind(column) == TestTable.Kind.NUMBER;
    }

    @Override
    public Optional<String> conditionFault(String where) {
        return Optional.of("test data takes no conditions");
    }

    @Override
    public String request(Reading reading, Slice slice) {
        return "READ " + reading.table().table()
                + reading.cursor()
                        .map(cursor -> " WHERE " + reading.window().describe(cursor.column()))
                        .orElse("")
                + slice.predicate().map(part -> " PART " + part).orElse("");
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        List<String> cuts = sample.cuts(wanted, value -> true);
        List<MemoryPart> parts = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            parts.add(MemoryPart.keys(
                    key,
                    i == 0 ? Optional.empty() : Optional.of(cuts.get(i - 1)),
                    i == cuts.size() ? Optional.empty() : Optional.of(cuts.get(i))));
        }
        return slices(parts);
    }

    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        if (description.extents().isEmpty()) {
            return List.of(Slice.WHOLE);
        }
        long rows = description.extents().get(0).pages();
        long count = Math.max(1, Math.min(wanted, rows));
        List<MemoryPart> parts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            parts.add(MemoryPart.rows(rows * i / count, rows * (i + 1) / count));
        }
        return slices(parts);
    }

    private static List<Slice> slices(List<MemoryPart> parts) {
        if (parts.size() == 1) {
            return List.of(Slice.WHOLE);
        }
        return IntStream.range(0, parts.size())
                .mapToObj(number -> new Slice(
                        number, Optional.empty(), Optional.of(parts.get(number).predicate())))
                .toList();
    }
}
