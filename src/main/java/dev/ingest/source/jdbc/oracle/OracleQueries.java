package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Extraction;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorDistance;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.source.jdbc.QueryWriter;
import dev.ingest.source.jdbc.oracle.read.OracleReading;
import dev.ingest.source.jdbc.oracle.read.OracleReading.Form;
import java.math.BigDecimal;
import java.util.Optional;

/** Oracle's queries. */
final class OracleQueries extends QueryWriter {
    private static final BigDecimal MICRO_NANOS = BigDecimal.valueOf(1_000);
    private static final int FRACTION = "2026-01-27 10:44:12.".length();
    private static final int MICRO_DIGITS = 6;

    /** What is read, under a name that a user's condition may mention. */
    static String from(Extraction extraction) {
        return extraction
                .query()
                .map(query -> enclosed(query) + " "
                        + OracleText.identifier(extraction.table().table()))
                .orElseGet(() -> OracleText.relation(extraction.table()));
    }

    @Override
    protected String identifier(String name) {
        return OracleText.identifier(name);
    }

    @Override
    protected String source(Extraction extraction, Slice slice) {
        return from(extraction);
    }

    /** The state that all slices share; a user's query has none of its own. */
    @Override
    protected String from(Reading reading, Slice slice) {
        String rows = source(reading.extraction(), slice);
        return reading.snapshot() instanceof Snapshot.Shared shared ? rows + asOf(shared) : rows;
    }

    /** What follows a table's name so that it is read as it was. */
    static String asOf(Snapshot.Shared shared) {
        return " AS OF SCN " + Long.parseUnsignedLong(shared.token());
    }

    @Override
    protected String expression(PlannedColumn column) {
        return OracleReading.parse(column.reading()).expression(OracleText.identifier(column.source()));
    }

    /** Nulls come last by themselves, and every session compares texts by their bytes. */
    @Override
    protected String order(PlannedColumn column) {
        return expression(column);
    }

    @Override
    protected String compare(Reading reading, Cursor cursor, String operator, Bound bound) {
        Optional<OracleReading> form = reading.columns().stream()
                .filter(column -> column.source().equals(cursor.column()))
                .map(column -> OracleReading.parse(column.reading()))
                .findFirst();
        if (cursor.type() == CursorType.TIMESTAMP
                && OracleText.isCanonical(bound.value(), cursor.type())
                && form.filter(date -> date.form() == Form.DATE).isPresent()) {
            return date(cursor, operator, bound.value());
        }
        boolean truncated = form.filter(cut -> cut.excess() == TimestampExcess.TRUNCATE)
                .filter(cut -> cut.form() == Form.TIMESTAMP || cut.form() == Form.INSTANT)
                .isPresent();
        return truncated ? truncated(cursor, operator, bound.value()) : plain(cursor, operator, bound.value());
    }

    @Override
    protected Optional<String> reachable(Cursor cursor, Window window) {
        boolean bounded = window.low().isPresent() || window.high().isPresent();
        return bounded ? Optional.empty() : Optional.of(OracleText.identifier(cursor.column()) + " IS NOT NULL");
    }

    private static String plain(Cursor cursor, String operator, String value) {
        return OracleText.cursor(cursor.column(), cursor.type(), cursor.order()) + " " + operator + " "
                + OracleText.literal(value, cursor.type(), cursor.order());
    }

    /** A DATE compared with a TIMESTAMP would be converted, and its index not used. It has no part of a second. */
    private static String date(Cursor cursor, String operator, String value) {
        int point = value.indexOf('.');
        String second = point < 0 ? value : value.substring(0, point);
        String whole = point < 0 ? operator : operator.startsWith(">") ? ">" : "<=";
        return OracleText.identifier(cursor.column()) + " " + whole + " " + OracleText.date(second);
    }

    /** Values that landed without their last digits lie up to a microsecond above what is remembered of them. */
    private static String truncated(Cursor cursor, String operator, String value) {
        boolean above = operator.equals(">");
        boolean below = operator.equals("<=");
        String clock = value.replace("+00:00", "");
        boolean finer = clock.length() > FRACTION + MICRO_DIGITS;
        if (finer || !(above || below) || !OracleText.isCanonical(value, cursor.type())) {
            return plain(cursor, operator, value);
        }
        String next = new CursorDistance(cursor.type(), MICRO_NANOS).after(value);
        return plain(cursor, above ? ">=" : "<", next);
    }
}
