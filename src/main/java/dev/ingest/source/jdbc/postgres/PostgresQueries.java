package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.source.jdbc.QueryWriter;
import dev.ingest.source.jdbc.postgres.copy.PostgresReading;
import java.util.Optional;

/** PostgreSQL's queries. */
final class PostgresQueries extends QueryWriter {

    @Override
    protected String identifier(String name) {
        return PostgresText.identifier(name);
    }

    /** A leaf is read under the table's own name, which a user's condition may mention. */
    @Override
    protected String source(Extraction extraction, Slice slice) {
        String name = PostgresText.identifier(extraction.table().table());
        return slice.relation()
                .map(leaf -> "ONLY " + PostgresText.relation(leaf) + " AS " + name)
                .or(() -> extraction.query().map(query -> enclosed(query) + " AS " + name))
                .orElseGet(() -> PostgresText.relation(extraction.table()));
    }

    @Override
    protected String expression(PlannedColumn column) {
        return PostgresReading.parse(column.reading()).expression(PostgresText.identifier(column.source()));
    }

    /** Nulls come last by themselves. */
    @Override
    protected String order(PlannedColumn column) {
        return PostgresReading.parse(column.reading())
                .order(PostgresText.identifier(column.source()), column.column().type());
    }

    /** Of a char(n), which lands padded, neither comparisons nor casts count the blanks at the end. */
    @Override
    protected String compare(Reading reading, Cursor cursor, String operator, Bound bound) {
        Bound compared =
                isPadded(reading, cursor) ? new Bound(bound.value().replaceFirst(" +$", ""), bound.edge()) : bound;
        return PostgresText.cursor(cursor.column(), cursor.type(), cursor.order()) + " " + operator + " "
                + PostgresText.literal(compared, cursor.type(), cursor.order());
    }

    /** Servers before PostgreSQL 14 know no infinite numeric, so that it is told by its text. */
    @Override
    protected Optional<String> reachable(Cursor cursor, Window window) {
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
}
