package dev.ingest.source;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A table of test data. A row is what an API would answer: keys beyond the declared columns become columns on the way,
 * and a list of rows under a key is nested data.
 *
 * @param name its name
 * @param columns what is known before the first row
 * @param rows its rows
 * @param shape whether they hold what is not declared
 * @param hangsAt the row before which a reader hangs; absent: none
 */
public record MemoryTable(
        String name,
        List<SourceColumn> columns,
        List<Map<String, Object>> rows,
        Shape shape,
        Optional<Integer> hangsAt) {

    /** Whether rows hold more than the declared columns. */
    public enum Shape {
        FLAT,
        NESTED
    }

    public static MemoryTable flat(String name, List<SourceColumn> columns, List<Map<String, Object>> rows) {
        return new MemoryTable(name, columns, rows, Shape.FLAT, Optional.empty());
    }

    public static MemoryTable nested(String name, List<SourceColumn> columns, List<Map<String, Object>> rows) {
        return new MemoryTable(name, columns, rows, Shape.NESTED, Optional.empty());
    }

    /** A column of a type that {@link MemoryRules} know. */
    public static SourceColumn column(String name, String type) {
        return new SourceColumn(name, type, type, OptionalInt.empty(), OptionalInt.empty(), Nullability.NULLABLE);
    }

    /** A table of a column {@code id} that nobody reads to its end. */
    static MemoryTable endless(String name) {
        List<Map<String, Object>> rows = new AbstractList<>() {
            @Override
            public Map<String, Object> get(int index) {
                return Map.of("id", (long) index);
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        return flat(name, List.of(column("id", "whole")), rows);
    }

    MemoryTable hangingAt(int row) {
        return new MemoryTable(name, columns, rows, shape, Optional.of(row));
    }

    MemoryTable with(List<Map<String, Object>> more) {
        List<Map<String, Object>> all =
                Stream.concat(rows.stream(), more.stream()).toList();
        return new MemoryTable(name, columns, all, shape, hangsAt);
    }

    /** Nobody keeps an index of test data. */
    TableSummary summary() {
        List<CursorCandidate> times = columns.stream()
                .filter(column -> column.baseType().equals("timestamp"))
                .map(column -> new CursorCandidate(
                        column.name(),
                        column.declaredType(),
                        CursorType.TIMESTAMP,
                        CursorCandidate.Index.NONE,
                        column.nullability()))
                .toList();
        return new TableSummary(
                TableName.exact(name), OptionalLong.of(rows.size()), OptionalLong.empty(), List.of(), times);
    }

    /** The values of a column, as a cursor writes them; empty for null. */
    List<Optional<String>> texts(String column, CursorType type) {
        List<Optional<String>> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(text(row, column, type)));
        return texts;
    }

    static Optional<String> text(Map<String, Object> row, String column, CursorType type) {
        return Optional.ofNullable(row.get(column))
                .map(MemoryTable::text)
                .map(value -> CursorText.canonical(type, value));
    }

    private static String text(Object value) {
        return value instanceof LocalDateTime clock
                ? CursorText.of(clock)
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
