package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Capability;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.jdbc.SqlDialect;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL. Its types stand in {@link PostgresTypes}, its quoting in {@link PostgresText}. */
public final class PostgresDialect implements SqlDialect {

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
        return PostgresCondition.fault(where);
    }

    @Override
    public String request(Reading reading, Slice slice) {
        String query = "SELECT " + expressions(reading.columns()) + " FROM " + from(reading.table(), slice);
        return query + where(reading, slice) + orderBy(reading);
    }

    @Override
    public String count(Reading reading) {
        return "SELECT count(*) FROM " + from(reading.table(), Slice.WHOLE) + where(reading, Slice.WHOLE);
    }

    @Override
    public List<Slice> slices(SourceDescription description, int wanted) {
        return PostgresSlices.cut(description, wanted);
    }

    @Override
    public String sample(Reading reading, KeyColumn key) {
        return PostgresKeys.sample(key, from(reading.table(), Slice.WHOLE) + where(reading, Slice.WHOLE));
    }

    @Override
    public List<Slice> slices(KeyColumn key, KeySample sample, int wanted) {
        return PostgresKeys.cut(key, sample, wanted);
    }

    private static String expressions(List<PlannedColumn> columns) {
        if (columns.isEmpty()) {
            return "*";
        }
        return columns.stream()
                .map(column ->
                        PostgresReading.parse(column.reading()).expression(PostgresText.identifier(column.source())))
                .collect(Collectors.joining(", "));
    }

    /** A leaf is read under the table's own name, which a user's condition may mention. */
    private static String from(TableName table, Slice slice) {
        return slice.relation()
                .map(leaf -> "ONLY " + PostgresText.relation(leaf) + " AS " + PostgresText.identifier(table.table()))
                .orElseGet(() -> PostgresText.relation(table));
    }

    private static String where(Reading reading, Slice slice) {
        List<String> conditions = conditions(reading, slice);
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    /** Nulls come last, as they do by themselves. A plan without columns knows landed names alone. */
    private static String orderBy(Reading reading) {
        List<String> keys = new ArrayList<>();
        for (String name : reading.order()) {
            keys.add(reading.columns().stream()
                    .filter(column -> column.column().name().equals(name))
                    .findFirst()
                    .map(PostgresDialect::order)
                    .orElseGet(() -> PostgresText.identifier(name)));
        }
        return keys.isEmpty() ? "" : " ORDER BY " + String.join(", ", keys);
    }

    private static String order(PlannedColumn column) {
        return PostgresReading.parse(column.reading())
                .order(PostgresText.identifier(column.source()), column.column().type());
    }

    private static List<String> conditions(Reading reading, Slice slice) {
        List<String> conditions = new ArrayList<>();
        reading.cursor().ifPresent(cursor -> {
            boolean padded = isPadded(reading, cursor);
            reading.window().low().ifPresent(low -> conditions.add(compare(cursor, ">", low, padded)));
            reading.window().high().ifPresent(high -> conditions.add(compare(cursor, "<", high, padded)));
            reachable(cursor, reading.window()).ifPresent(conditions::add);
        });
        reading.where().map(PostgresText::condition).ifPresent(conditions::add);
        slice.predicate().ifPresent(conditions::add);
        return conditions;
    }

    /**
     * What the bounds leave in that no window reaches. Servers before PostgreSQL 14 know no infinite numeric, so that it is
     * told by its text.
     */
    private static Optional<String> reachable(Cursor cursor, Window window) {
        String column = PostgresText.identifier(cursor.column());
        boolean above = window.low().isPresent();
        boolean below = window.high().isPresent();
        return switch (cursor.type()) {
            case DATE, TIMESTAMP, TIMESTAMP_UTC -> above ? Optional.empty() : Optional.of(column + " > '-infinity'");
            case DECIMAL ->
                above && below
                        ? Optional.empty()
                        : Optional.of(column + "::text NOT IN ('NaN', 'Infinity', '-Infinity')");
            case INTEGER, TEXT, ROWVERSION -> above || below ? Optional.empty() : Optional.of(column + " IS NOT NULL");
        };
    }

    private static boolean isPadded(Reading reading, Cursor cursor) {
        return reading.columns().stream()
                .filter(column -> column.source().equals(cursor.column()))
                .anyMatch(column -> PostgresReading.parse(column.reading()).form() == PostgresReading.Form.PADDED);
    }

    /** Of a char(n), which lands padded, neither comparisons nor casts count the blanks at the end. */
    private static String compare(Cursor cursor, String operator, Bound bound, boolean padded) {
        Bound compared = padded ? new Bound(bound.value().replaceFirst(" +$", ""), bound.edge()) : bound;
        return PostgresText.cursor(cursor.column(), cursor.type(), cursor.order())
                + " " + operator + (bound.edge() == Bound.Edge.INCLUSIVE ? "= " : " ")
                + PostgresText.literal(compared, cursor.type(), cursor.order());
    }
}
