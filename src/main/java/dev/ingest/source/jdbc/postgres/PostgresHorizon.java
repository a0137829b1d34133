package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.SourceClock;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.QueryWriter;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a cursor can be read: by the clock for times, by the highest value for everything else. */
final class PostgresHorizon {
    private static final PostgresDialect DIALECT = new PostgresDialect();

    /** The version since which a numeric may be infinite. */
    private static final int INFINITE_NUMBERS = 14;

    private final PostgresSession session;
    private final JdbcTarget target;

    PostgresHorizon(PostgresSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    Horizon measure(SourceQuestion question, PostgresRelation relation, List<SourceColumn> columns)
            throws SQLException {
        String written = question.cursor().orElseThrow(() -> new IllegalArgumentException("no cursor is asked about"));
        SourceColumn cursor = new PostgresNames(session, target).column(relation, columns, written);
        CursorType type = DIALECT.cursorType(cursor)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot use column " + cursor.name() + " of table " + relation.name() + " as watermark: it is "
                                + cursor.declaredType()
                                + ". Name a date, timestamp, integer, numeric or text column in the cell"
                                + " watermark_column."));
        TextOrder order = type == CursorType.TEXT ? new PostgresCatalog(session).textOrder() : TextOrder.BINARY;
        Table table = new Table(relation, cursor, type, order, question.where());
        return type.isTime() ? byClock(table, question) : byValue(table, question);
    }

    private record Table(
            PostgresRelation relation, SourceColumn column, CursorType type, TextOrder order, Optional<String> where) {
        String cursor() {
            return PostgresText.identifier(column.name());
        }

        String from(String condition) {
            List<String> conditions = new ArrayList<>();
            where.map(QueryWriter::enclosed).ifPresent(conditions::add);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
            String all = String.join(" AND ", conditions);
            return " FROM " + relation.sql() + (all.isEmpty() ? "" : " WHERE " + all);
        }
    }

    private Horizon byClock(Table table, SourceQuestion question) throws SQLException {
        PostgresClock clock = new PostgresClock(session, target);
        PostgresClock.Reading reading = clock.read(question.lateCommitWindow());
        ZoneId zone = table.type() == CursorType.TIMESTAMP_UTC
                ? ZoneOffset.UTC
                : question.watermarkZone().isPresent()
                        ? question.watermarkZone().get()
                        : clock.zone();
        LocalDateTime local = LocalDateTime.ofInstant(reading.horizon(), zone);
        String high = text(local, table.column(), table.type());
        String now = text(LocalDateTime.ofInstant(reading.now(), zone), table.column(), table.type());
        long beyond = count(table, table.cursor() + " > " + dayBeyond(local, table.type()));
        return new Horizon(
                Optional.of(new Bound(high, Bound.Edge.EXCLUSIVE)),
                lowest(table, question),
                Optional.of(new SourceClock(now, zone)),
                unreachable(table),
                beyond,
                clock.remarks());
    }

    private Horizon byValue(Table table, SourceQuestion question) throws SQLException {
        Optional<Bound> high = highest(table).map(value -> new Bound(value, Bound.Edge.INCLUSIVE));
        return new Horizon(high, lowest(table, question), unreachable(table));
    }

    /** The highest value that a window reaches. PostgreSQL sorts NaN above infinity above numbers. */
    private Optional<String> highest(Table table) throws SQLException {
        List<String> endless = endless(table.type());
        String finite = endless.isEmpty() ? "" : "NOT (" + either(table, endless) + ")";
        String cursor = PostgresText.cursor(table.column().name(), table.type(), table.order());
        String query = table.order() == TextOrder.CONVERTED
                ? "SELECT " + table.cursor() + "::text" + table.from(table.cursor() + " IS NOT NULL") + " ORDER BY "
                        + cursor + " DESC LIMIT 1"
                : "SELECT max(" + cursor + ")::text" + table.from(finite);
        return session.first(query, row -> Optional.ofNullable(row.getString(1)))
                .orElse(Optional.empty());
    }

    /** The lowest value of the part that is asked about; infinity is none. */
    private Optional<String> lowest(Table table, SourceQuestion question) throws SQLException {
        if (question.lowest().isEmpty() || table.type() == CursorType.TEXT) {
            return Optional.empty();
        }
        String bound =
                question.lowest().get().low().flatMap(low -> above(table, low)).orElse("true");
        Optional<String> lowest = lowest(table, bound);
        if (lowest.filter(value -> value.equalsIgnoreCase("-infinity")).isPresent()) {
            lowest = lowest(table, bound + " AND " + table.cursor() + " > '-infinity'");
        }
        return lowest.flatMap(value -> canonical(table.type(), value));
    }

    private Optional<String> lowest(Table table, String condition) throws SQLException {
        return session.first(
                        "SELECT min(" + table.cursor() + ")::text" + table.from(condition),
                        row -> Optional.ofNullable(row.getString(1)))
                .orElse(Optional.empty());
    }

    /** A bound that is no value of the column is the planner's to refuse. */
    private static Optional<String> above(Table table, Bound low) {
        return canonical(table.type(), low.value())
                .map(value -> table.cursor()
                        + (low.edge() == Bound.Edge.INCLUSIVE ? " >= " : " > ")
                        + PostgresText.text(value));
    }

    private static Optional<String> canonical(CursorType type, String value) {
        try {
            return Optional.of(CursorText.canonical(type, value));
        } catch (IllegalArgumentException noValue) {
            return Optional.empty();
        }
    }

    /** The canonical text of {@link CursorType}, cut to the column's precision. */
    private static String text(LocalDateTime local, SourceColumn column, CursorType type) {
        int digits = column.precision().orElse(0);
        String pattern = switch (type) {
            case DATE -> "uuuu-MM-dd";
            default -> "uuuu-MM-dd HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits));
        };
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local);
        return type == CursorType.TIMESTAMP_UTC ? text + "+00:00" : text;
    }

    private static String dayBeyond(LocalDateTime local, CursorType type) {
        String text =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(local.plusDays(1));
        return switch (type) {
            case DATE -> "DATE '" + text.substring(0, text.indexOf(' ')) + "'";
            case TIMESTAMP_UTC -> "TIMESTAMPTZ '" + text + "+00'";
            default -> "TIMESTAMP '" + text + "'";
        };
    }

    /** What is no null and yet in no window: NaN, and what is infinite but above a clock, which counts as beyond it. */
    private List<String> endless(CursorType type) throws SQLException {
        return switch (type) {
            case DATE, TIMESTAMP, TIMESTAMP_UTC -> List.of("= '-infinity'");
            case DECIMAL ->
                session.version() < INFINITE_NUMBERS ? List.of("= 'NaN'") : List.of(">= 'Infinity'", "= '-Infinity'");
            case INTEGER, TEXT, ROWVERSION -> List.of();
        };
    }

    private long unreachable(Table table) throws SQLException {
        List<String> conditions = new ArrayList<>(endless(table.type()));
        if (table.column().nullability() == Nullability.NULLABLE) {
            conditions.add("IS NULL");
        }
        return conditions.isEmpty() ? 0 : count(table, "(" + either(table, conditions) + ")");
    }

    private static String either(Table table, List<String> conditions) {
        return conditions.stream().map(one -> table.cursor() + " " + one).collect(Collectors.joining(" OR "));
    }

    private long count(Table table, String condition) throws SQLException {
        return session.first("SELECT count(*)" + table.from(condition), row -> row.getLong(1))
                .orElse(0L);
    }
}
