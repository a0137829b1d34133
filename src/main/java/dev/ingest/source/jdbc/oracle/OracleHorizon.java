package dev.ingest.source.jdbc.oracle;

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

/** How far a cursor can be read: by the clock for times, by the highest value for everything else. */
final class OracleHorizon {
    private static final OracleDialect DIALECT = new OracleDialect();

    private final OracleSession session;
    private final JdbcTarget target;

    OracleHorizon(OracleSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /** The watermark column of what is read. */
    private record Table(
            OracleRows rows, SourceColumn column, CursorType type, TextOrder order, Optional<String> where) {
        String name() {
            return OracleText.identifier(column.name());
        }

        String from(String condition) {
            List<String> conditions = new ArrayList<>();
            where.map(QueryWriter::enclosed).ifPresent(conditions::add);
            if (!condition.isEmpty()) {
                conditions.add(condition);
            }
            return " FROM " + rows.from() + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
        }

        /** A value as text in the form of its type. */
        String text(String value) {
            return switch (type) {
                case TIMESTAMP -> "TO_CHAR(" + value + ", 'YYYY-MM-DD HH24:MI:SS" + (isDate() ? "')" : ".FF')");
                case TIMESTAMP_UTC -> "TO_CHAR(SYS_EXTRACT_UTC(" + value + "), 'YYYY-MM-DD HH24:MI:SS.FF') || '+00:00'";
                case TEXT -> value;
                default -> "TO_CHAR(" + value + ", 'TM9')";
            };
        }

        String literal(String value) {
            return isDate() ? OracleText.date(value) : OracleText.literal(value, type);
        }

        private boolean isDate() {
            return column.baseType().equals("date");
        }
    }

    Horizon measure(SourceQuestion question, OracleRows rows) throws SQLException {
        String written = question.cursor().orElseThrow(() -> new IllegalArgumentException("no cursor is asked about"));
        SourceColumn cursor = OracleNames.column(rows, written);
        CursorType type = DIALECT.cursorType(cursor)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot use column " + cursor.name() + " of table " + rows.table() + " as watermark: it is "
                                + cursor.declaredType()
                                + ". Name a DATE, TIMESTAMP, NUMBER or text column in the cell watermark_column."));
        TextOrder order = type == CursorType.TEXT ? new OracleCatalog(session).textOrder(cursor) : TextOrder.BINARY;
        Table table = new Table(rows, cursor, type, order, question.where());
        return type.isTime() ? byClock(table, question) : byValue(table, question);
    }

    private Horizon byClock(Table table, SourceQuestion question) throws SQLException {
        OracleClock clock = new OracleClock(session, target);
        OracleClock.Reading reading = clock.read(question.lateCommitWindow());
        ZoneId zone = table.type() == CursorType.TIMESTAMP_UTC
                ? ZoneOffset.UTC
                : question.watermarkZone().orElse(reading.offset());
        LocalDateTime local = LocalDateTime.ofInstant(reading.horizon(), zone);
        String dayBeyond = text(local.plusDays(1), 0, table.type());
        return new Horizon(
                Optional.of(new Bound(text(local, digits(table), table.type()), Bound.Edge.EXCLUSIVE)),
                lowest(table, question),
                Optional.of(new SourceClock(
                        text(LocalDateTime.ofInstant(reading.now(), zone), digits(table), table.type()), zone)),
                unreachable(table),
                count(table, table.name() + " > " + table.literal(dayBeyond)),
                clock.remarks());
    }

    private Horizon byValue(Table table, SourceQuestion question) throws SQLException {
        Optional<Bound> high = highest(table).map(value -> new Bound(value, Bound.Edge.INCLUSIVE));
        return new Horizon(high, lowest(table, question), unreachable(table));
    }

    private Optional<String> highest(Table table) throws SQLException {
        if (table.order() == TextOrder.BINARY) {
            return value("SELECT " + table.text("MAX(" + table.name() + ")") + table.from(""), table.type());
        }
        String compared = OracleText.cursor(table.column().name(), table.type(), table.order());
        return value(
                "SELECT " + table.name() + table.from(table.name() + " IS NOT NULL") + " ORDER BY " + compared
                        + " DESC FETCH FIRST 1 ROWS ONLY",
                table.type());
    }

    /** The lowest value of the part that is asked about. */
    private Optional<String> lowest(Table table, SourceQuestion question) throws SQLException {
        if (question.lowest().isEmpty() || table.type() == CursorType.TEXT) {
            return Optional.empty();
        }
        String bound =
                question.lowest().get().low().flatMap(low -> above(table, low)).orElse("");
        return value("SELECT " + table.text("MIN(" + table.name() + ")") + table.from(bound), table.type());
    }

    /** A bound that is no value of the column is the planner's to refuse. */
    private static Optional<String> above(Table table, Bound low) {
        return canonical(table.type(), low.value())
                .map(value -> table.name()
                        + (low.edge() == Bound.Edge.INCLUSIVE ? " >= " : " > ")
                        + OracleText.literal(value, table.type()));
    }

    private Optional<String> value(String query, CursorType type) throws SQLException {
        return session.first(query, row -> Optional.ofNullable(row.getString(1)))
                .orElse(Optional.empty())
                .flatMap(value -> canonical(type, value));
    }

    private static Optional<String> canonical(CursorType type, String value) {
        try {
            return Optional.of(CursorText.canonical(type, value));
        } catch (IllegalArgumentException noValue) {
            return Optional.empty();
        }
    }

    private static int digits(Table table) {
        return table.column().precision().orElse(0);
    }

    /** The canonical text of {@link CursorType}, cut to {@code digits} of a second. */
    private static String text(LocalDateTime local, int digits, CursorType type) {
        String pattern = "uuuu-MM-dd HH:mm:ss" + (digits == 0 ? "" : "." + "S".repeat(digits));
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local);
        return type == CursorType.TIMESTAMP_UTC ? text + "+00:00" : text;
    }

    private long unreachable(Table table) throws SQLException {
        return table.column().nullability() == Nullability.NULLABLE ? count(table, table.name() + " IS NULL") : 0;
    }

    private long count(Table table, String condition) throws SQLException {
        return session.first("SELECT COUNT(*)" + table.from(condition), row -> row.getLong(1))
                .orElse(0L);
    }
}
