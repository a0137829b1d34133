package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.SourceClock;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.QueryWriter;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a cursor can be read: by the clock for times, by the oldest open row version, by the highest value else. */
final class SqlServerHorizon {
    private static final SqlServerDialect DIALECT = new SqlServerDialect();
    private static final String LOWEST_OPEN =
            "SELECT CONVERT(varchar(18), CONVERT(binary(8), MIN_ACTIVE_ROWVERSION()), 1)";

    private final SqlServerSession session;
    private final JdbcTarget target;

    SqlServerHorizon(SqlServerSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    Horizon measure(SourceQuestion question, SqlServerRows rows) throws SQLException {
        String written = question.cursor().orElseThrow(() -> new IllegalArgumentException("no cursor is asked about"));
        SourceColumn column = SqlServerNames.column(rows.table(), rows.columns(), written);
        CursorType type = DIALECT.cursorType(column)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot use column " + column.name() + " of table " + rows.table() + " as watermark: it is "
                                + column.declaredType()
                                + ". Name a date, datetime, rowversion, integer, decimal or text column in the cell"
                                + " watermark_column."));
        Cursor cursor = new Cursor(rows, column, type, question.where());
        return switch (type) {
            case DATE, TIMESTAMP, TIMESTAMP_UTC -> byClock(cursor, question);
            case ROWVERSION -> byRowVersion(cursor, question);
            default -> byValue(cursor, question);
        };
    }

    private record Cursor(SqlServerRows rows, SourceColumn column, CursorType type, Optional<String> where) {
        String identifier() {
            return SqlServerText.identifier(column.name());
        }

        /** The text of its values; that of money has two of its four fractional digits. */
        String shown() {
            String value =
                    column.baseType().endsWith("money") ? "CONVERT(decimal(19,4), " + identifier() + ")" : identifier();
            return SqlServerText.shown(value, type);
        }

        String compared() {
            return SqlServerText.compared(column.name(), type);
        }

        String from(String... conditions) {
            List<String> all = new ArrayList<>(List.of(conditions));
            where.map(QueryWriter::enclosed).ifPresent(all::add);
            return " FROM " + rows.from() + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all));
        }
    }

    private Horizon byClock(Cursor cursor, SourceQuestion question) throws SQLException {
        SqlServerClock clock = new SqlServerClock(session, target);
        SqlServerClock.Reading reading = clock.read(question.lateCommitWindow());
        ZoneId zone = cursor.type() == CursorType.TIMESTAMP_UTC
                ? ZoneOffset.UTC
                : question.watermarkZone().orElse(reading.zone());
        LocalDateTime horizon = LocalDateTime.ofInstant(reading.horizon(), zone);
        LocalDateTime now = LocalDateTime.ofInstant(reading.now(), zone);
        String beyond = cursor.identifier() + " > "
                + SqlServerText.literal(
                        text(horizon.plusDays(1).truncatedTo(ChronoUnit.SECONDS), cursor), cursor.type());
        return new Horizon(
                Optional.of(new Bound(text(horizon, cursor), Bound.Edge.EXCLUSIVE)),
                lowest(cursor, question),
                Optional.of(new SourceClock(text(now, cursor), zone)),
                unreachable(cursor),
                count(cursor, beyond),
                clock.remarks());
    }

    /** What is written by a transaction that is open has a version of its own, above that bound. */
    private Horizon byRowVersion(Cursor cursor, SourceQuestion question) throws SQLException {
        String open = session.first(LOWEST_OPEN, row -> row.getString(1)).orElseThrow();
        Bound high = new Bound(CursorText.canonical(CursorType.ROWVERSION, open), Bound.Edge.EXCLUSIVE);
        return new Horizon(Optional.of(high), lowest(cursor, question), unreachable(cursor));
    }

    private Horizon byValue(Cursor cursor, SourceQuestion question) throws SQLException {
        String highest = "SELECT TOP (1) " + cursor.shown() + cursor.from(cursor.identifier() + " IS NOT NULL")
                + " ORDER BY " + cursor.compared() + " DESC";
        Optional<Bound> high = session.first(highest, row -> row.getString(1))
                .map(value -> new Bound(CursorText.canonical(cursor.type(), value), Bound.Edge.INCLUSIVE));
        return new Horizon(high, lowest(cursor, question), unreachable(cursor));
    }

    /** The lowest value of the part that is asked about. */
    private Optional<String> lowest(Cursor cursor, SourceQuestion question) throws SQLException {
        if (question.lowest().isEmpty() || cursor.type() == CursorType.TEXT) {
            return Optional.empty();
        }
        List<String> conditions = new ArrayList<>(List.of(cursor.identifier() + " IS NOT NULL"));
        question.lowest().get().low().flatMap(low -> above(cursor, low)).ifPresent(conditions::add);
        String lowest = "SELECT TOP (1) " + cursor.shown() + cursor.from(conditions.toArray(String[]::new))
                + " ORDER BY " + cursor.identifier();
        return session.first(lowest, row -> row.getString(1)).map(value -> CursorText.canonical(cursor.type(), value));
    }

    /** A bound that is no value of the column is the planner's to refuse. */
    private static Optional<String> above(Cursor cursor, Bound low) {
        try {
            String value = CursorText.canonical(cursor.type(), low.value());
            return Optional.of(cursor.identifier()
                    + (low.edge() == Bound.Edge.INCLUSIVE ? " >= " : " > ")
                    + SqlServerText.literal(value, cursor.type()));
        } catch (IllegalArgumentException noValue) {
            return Optional.empty();
        }
    }

    /** The canonical text, cut to the column's precision; of seven digits six are looked at, as that is what may land. */
    private static String text(LocalDateTime clock, Cursor cursor) {
        if (cursor.type() == CursorType.DATE) {
            return clock.toLocalDate().toString();
        }
        LocalDateTime tick = Ticks.of(cursor.column().baseType()).floor(clock);
        LocalDateTime held = cut(tick, cursor.column().precision().orElse(Integer.MAX_VALUE));
        return cursor.type() == CursorType.TIMESTAMP_UTC ? CursorText.ofUtc(held) : CursorText.of(held);
    }

    private static LocalDateTime cut(LocalDateTime clock, int digits) {
        int unit = 1;
        for (int i = digits; i < 9; i++) {
            unit *= 10;
        }
        return clock.minusNanos(clock.get(ChronoField.NANO_OF_SECOND) % unit);
    }

    private long unreachable(Cursor cursor) throws SQLException {
        return cursor.column().nullability() == Nullability.NULLABLE
                ? count(cursor, cursor.identifier() + " IS NULL")
                : 0;
    }

    private long count(Cursor cursor, String condition) throws SQLException {
        return session.first("SELECT COUNT_BIG(*)" + cursor.from(condition), row -> row.getLong(1))
                .orElse(0L);
    }
}
