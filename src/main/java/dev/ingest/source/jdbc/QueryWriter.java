package dev.ingest.source.jdbc;

import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the queries of a reading; what one database words otherwise than another, its subclass says. */
public abstract class QueryWriter {

    /** The query of one slice. */
    public final String select(Reading reading, Slice slice) {
        return "SELECT " + expressions(reading.columns()) + " FROM " + rows(reading, slice) + orderBy(reading);
    }

    /** The query that counts the rows of all slices. */
    public String count(Reading reading) {
        return "SELECT count(*) FROM " + rows(reading, Slice.WHOLE);
    }

    /** What stands behind FROM, conditions included. */
    public final String rows(Reading reading, Slice slice) {
        List<String> conditions = conditions(reading, slice);
        return from(reading, slice) + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    /** A user's text, closed off so that it stays one. */
    public static String enclosed(String text) {
        return text.contains("--") ? "(" + text + "\n)" : "(" + text + ")";
    }

    /** A name that is taken as it stands. */
    protected abstract String identifier(String name);

    /** What is read: a table, a part of it, or a query in parentheses with a name. */
    protected abstract String source(Extraction extraction, Slice slice);

    /** What follows the table's name: hints, the state that is read. */
    protected String from(Reading reading, Slice slice) {
        return source(reading.extraction(), slice);
    }

    /** What is selected for a column. */
    protected abstract String expression(PlannedColumn column);

    /** What sorts rows by a column as its landed values compare. */
    protected abstract String order(PlannedColumn column);

    /** How the cursor is compared with a bound of a window. */
    protected abstract String compare(Reading reading, Cursor cursor, String operator, Bound bound);

    /** What the bounds leave in that no window reaches. */
    protected abstract Optional<String> reachable(Cursor cursor, Window window);

    private String expressions(List<PlannedColumn> columns) {
        return columns.isEmpty() ? "*" : columns.stream().map(this::expression).collect(Collectors.joining(", "));
    }

    private List<String> conditions(Reading reading, Slice slice) {
        List<String> conditions = new ArrayList<>();
        reading.cursor().ifPresent(cursor -> {
            reading.window().low().ifPresent(low -> conditions.add(compare(reading, cursor, operator(">", low), low)));
            reading.window()
                    .high()
                    .ifPresent(high -> conditions.add(compare(reading, cursor, operator("<", high), high)));
            reachable(cursor, reading.window()).ifPresent(conditions::add);
        });
        reading.where().map(QueryWriter::enclosed).ifPresent(conditions::add);
        slice.predicate().ifPresent(conditions::add);
        return conditions;
    }

    private static String operator(String strict, Bound bound) {
        return bound.edge() == Bound.Edge.INCLUSIVE ? strict + "=" : strict;
    }

    /** Nulls come last. A plan without columns knows landed names alone. */
    private String orderBy(Reading reading) {
        List<String> keys = new ArrayList<>();
        for (String name : reading.order()) {
            keys.add(reading.columns().stream()
                    .filter(column -> column.column().name().equals(name))
                    .findFirst()
                    .map(this::order)
                    .orElseGet(() -> identifier(name)));
        }
        return keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
    }
}
