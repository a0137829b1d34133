package dev.ingest.source;

import dev.ingest.job.name.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table that the tests of a source ask for, in words that every source understands.
 *
 * @param name its name, exact
 * @param columns its columns
 * @param rows a value or null for each column: {@code Long}, {@code BigDecimal}, {@code String}, {@code LocalDateTime}
 */
public record TestTable(String name, List<TestColumn> columns, List<List<Object>> rows) {

    /** What a column holds. */
    public enum Kind {
        /** Whole numbers of 64 bits. */
        WHOLE,
        /** Numbers, of no declared precision where the source has such. */
        NUMBER,
        /** Text of any length. */
        TEXT,
        /** A clock with no zone, to the microsecond. */
        TIMESTAMP
    }

    /** A column that may be null. */
    public record TestColumn(String name, Kind kind) {}

    /** An empty table. */
    public static TestTable of(String name) {
        return new TestTable(name, List.of(), List.of());
    }

    public TestTable column(String column, Kind kind) {
        List<TestColumn> more = new ArrayList<>(columns);
        more.add(new TestColumn(column, kind));
        return new TestTable(name, more, rows);
    }

    public TestTable row(Object... values) {
        List<List<Object>> more = new ArrayList<>(rows);
        more.add(Arrays.asList(values));
        return new TestTable(name, columns, more);
    }

    /** The table with {@code count} rows, numbered from {@code first}, in a column {@code id}, and wide texts behind. */
    public static TestTable numbered(String name, int first, int count) {
        List<List<Object>> rows = IntStream.range(first, first + count)
                .mapToObj(id -> List.<Object>of((long) id, "x".repeat(200)))
                .toList();
        return new TestTable(name, List.of(new TestColumn("id", Kind.WHOLE), new TestColumn("pad", Kind.TEXT)), rows);
    }

    /** How a plan names it. */
    public TableName table() {
        return TableName.exact(name);
    }
}
