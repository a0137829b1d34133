package dev.ingest.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column of a table that is not as it was.
 *
 * @param table the table's folder
 * @param column its name
 * @param before its type; absent: the column is new
 * @param after its type; absent: it is gone
 */
public record ColumnChange(String table, String column, Optional<String> before, Optional<String> after) {

    /** What is other in {@code after}, columns that are gone last. */
    public static List<ColumnChange> between(String table, Schema before, Schema after) {
        List<ColumnChange> changes = new ArrayList<>();
        for (Column column : after.columns()) {
            Optional<String> old = type(before, column.name());
            Optional<String> now = type(after, column.name());
            if (!old.equals(now)) {
                changes.add(new ColumnChange(table, column.name(), old, now));
            }
        }
        before.columns().stream()
                .filter(column -> after.indexOf(column.name()).isEmpty())
                .map(column -> new ColumnChange(table, column.name(), type(before, column.name()), Optional.empty()))
                .forEach(changes::add);
        return changes;
    }

    private static Optional<String> type(Schema schema, String name) {
        return schema.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(column -> column.type().toString())
                .findFirst();
    }
}
