package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.ColumnType;
import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.source.jdbc.QueryWriter;
import java.time.LocalDateTime;
import java.util.Optional;

/** SQL Server's queries. */
final class SqlServerQueries extends QueryWriter {

    /** A count beyond 32 bits fails as an {@code int}. */
    @Override
    public String count(Reading reading) {
        return "SELECT COUNT_BIG(*) FROM " + rows(reading, Slice.WHOLE);
    }

    @Override
    protected String identifier(String name) {
        return SqlServerText.identifier(name);
    }

    @Override
    protected String source(Extraction extraction, Slice slice) {
        return from(extraction);
    }

    /** What is read, under a name that a user's condition may mention. */
    static String from(Extraction extraction) {
        return extraction
                .query()
                .map(query -> enclosed(query) + " AS "
                        + SqlServerText.identifier(extraction.table().table()))
                .orElseGet(() -> SqlServerText.relation(extraction.table()));
    }

    @Override
    protected String expression(PlannedColumn column) {
        return SqlServerReading.parse(column.reading()).expression(SqlServerText.identifier(column.source()));
    }

    /** Nulls would come first. */
    @Override
    protected String order(PlannedColumn column) {
        String name = SqlServerText.identifier(column.source());
        String value = expression(column);
        String compared = column.column().type() instanceof ColumnType.Text ? SqlServerText.bytes(value) : value;
        return "CASE WHEN " + name + " IS NULL THEN 1 ELSE 0 END, " + compared;
    }

    @Override
    protected String compare(Reading reading, Cursor cursor, String operator, Bound bound) {
        CursorType type = cursor.type();
        String column = SqlServerText.compared(cursor.column(), type);
        Optional<Ticks> ticks = type == CursorType.TIMESTAMP || type == CursorType.TIMESTAMP_UTC
                ? ticks(reading, cursor.column())
                : Optional.empty();
        return ticks.filter(any -> SqlServerText.isCanonical(bound.value(), type))
                .map(some -> some.condition(column, operator, clock(bound.value()), type))
                .orElseGet(() -> column + " " + operator + " " + SqlServerText.literal(bound.value(), type));
    }

    @Override
    protected Optional<String> reachable(Cursor cursor, Window window) {
        boolean bounded = window.low().isPresent() || window.high().isPresent();
        return bounded ? Optional.empty() : Optional.of(SqlServerText.identifier(cursor.column()) + " IS NOT NULL");
    }

    private static Optional<Ticks> ticks(Reading reading, String column) {
        return reading.columns().stream()
                .filter(planned -> planned.source().equals(column))
                .map(planned -> SqlServerReading.parse(planned.reading()))
                .filter(form -> !Ticks.areFine(form))
                .map(Ticks::of)
                .findFirst();
    }

    private static LocalDateTime clock(String canonical) {
        return LocalDateTime.parse(canonical.replace("+00:00", "").replace(' ', 'T'));
    }
}
