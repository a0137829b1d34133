package dev.ingest.source.jdbc;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.option.Unrepresentable;
import java.util.Locale;

/** What becomes of values that a column's landed type cannot hold: the load fails, or they land as null and are counted. */
public final class ColumnLimits {
    /** Of the longest {@code bigint}. */
    private static final int INT64_DIGITS = 19;

    private final Reading reading;
    private final PlannedColumn column;
    private final Unrepresentable policy;
    private long nulled;

    public ColumnLimits(Reading reading, PlannedColumn column, Unrepresentable policy) {
        this.reading = reading;
        this.column = column;
        this.policy = policy;
    }

    public ColumnType type() {
        return column.column().type();
    }

    /** Values that have landed as null. */
    public long nulled() {
        return nulled;
    }

    /** Whether values that the type cannot hold land as null. */
    public boolean nullsRejected() {
        return policy == Unrepresentable.NULL;
    }

    public String source() {
        return column.source();
    }

    /** A text with a byte at {@code position} that is none of a character in UTF-8. */
    public void noText(Vector vector, byte wrong, int position) {
        reject(
                vector,
                String.format(
                        Locale.ROOT,
                        "a value that is no text in UTF-8 (byte 0x%02X at position %d)",
                        wrong & 0xff,
                        position + 1),
                ColumnType.BINARY);
    }

    /** A time beyond the years 0001 to 9999, or infinity. */
    public void outOfRange(Vector vector, String shape) {
        reject(vector, shape, ColumnType.TEXT);
    }

    /** The failure of a time with fractional digits beyond those of the type. */
    public IngestException tooFine() {
        ColumnType.Timestamp own = (ColumnType.Timestamp) type();
        ColumnType nanos = new ColumnType.Timestamp(ColumnType.Timestamp.Unit.NANOS, own.zone());
        return unconvertible(
                "a time with more than six fractional digits",
                "Set timestamp_excess = \"truncate\" in " + reading.section() + " to leave the further digits out, or "
                        + SettingSection.key(column.source()) + " = \"" + nanos + "\" in "
                        + reading.section().columns() + " to keep them.");
    }

    /** A text with half a character, a lone surrogate, at {@code position}. */
    public void halfCharacter(Vector vector, int position) {
        reject(
                vector,
                "a value that is no text in UTF-16 (half a character at position " + (position + 1) + ")",
                ColumnType.BINARY);
    }

    /** A time that 64 bits of nanoseconds do not reach, but those of microseconds do. */
    public void beyondNanoseconds(Vector vector) {
        ColumnType.Timestamp.Zone zone = ((ColumnType.Timestamp) type()).zone();
        reject(
                vector,
                "a time before 1677 or after 2262",
                new ColumnType.Timestamp(ColumnType.Timestamp.Unit.MICROS, zone));
    }

    /** A {@code double} that is no {@code float}. */
    public void notSingle(Vector vector) {
        reject(vector, "a value with more digits or a wider range than a float has", ColumnType.DOUBLE);
    }

    /** A number with more digits than the type has, on either side of the point. */
    public void tooManyDigits(Vector vector, int before, int after) {
        reject(
                vector,
                "a value with " + before + " digits before the point and " + after + " after it",
                wider(before, after));
    }

    /** The failure of a value of more than {@code bytes} bytes, which is what may be held of one. */
    public IngestException tooLong(long bytes) {
        return unconvertible(
                "a value of more than the " + bytes + " bytes of lob_bytes",
                "Set lob_bytes in the source's section to more, or leave the column out by -" + column.source()
                        + " in the cell columns.");
    }

    private ColumnType wider(int before, int after) {
        boolean whole =
                column.stored().filter(ColumnType.Whole.class::isInstance).isPresent();
        boolean fits = before <= ColumnType.Decimal.LONG_DIGITS
                || (before <= INT64_DIGITS && column.nativeType().equals("bigint"));
        if (whole && after == 0 && fits) {
            return ColumnType.INT64;
        }
        int scale = type() instanceof ColumnType.Decimal decimal ? Math.max(decimal.scale(), after) : after;
        return before + scale <= ColumnType.Decimal.MAX_DIGITS
                ? new ColumnType.Decimal(ColumnType.Decimal.MAX_DIGITS, scale)
                : ColumnType.TEXT;
    }

    private void reject(Vector vector, String shape, ColumnType override) {
        if (policy == Unrepresentable.FAIL) {
            throw failure(shape, override);
        }
        nulled++;
        vector.appendNull();
    }

    private IngestException failure(String shape, ColumnType override) {
        SettingSection table = reading.section();
        String nulls = "unrepresentable = \"null\" in " + table + " to land such values as null.";
        String types = SettingSection.key(column.source()) + " = \"" + override + "\" in " + table.columns();
        if (isTimeCursor() && override.equals(ColumnType.TEXT)) {
            return unconvertible(shape, "Leave such rows out by the cell where, or choose another watermark_column.");
        }
        // What the lake stores cannot be read together with any type: then that type is no way out.
        String ways = column.stored()
                .filter(stored -> !ColumnType.readTogether(stored, override))
                .map(stored -> nulls + " The lake stores the column as " + stored + ", beside which it cannot become "
                        + override + ".")
                .orElse(types + ", or " + nulls);
        return unconvertible(shape, "Set " + ways);
    }

    /** As text it would be no cursor, and a row without a value in it never loads. */
    private boolean isTimeCursor() {
        return reading.cursor()
                .filter(cursor -> cursor.type().isTime() && cursor.column().equals(column.source()))
                .isPresent();
    }

    private IngestException unconvertible(String shape, String wayOut) {
        return new IngestException(
                FailureKind.CONVERT,
                "Cannot convert column " + column.source() + " (" + column.nativeType() + ") of table "
                        + reading.table() + ": " + shape + " does not fit " + type() + kept() + ". " + wayOut);
    }

    private String kept() {
        return column.evolved()
                .map(type -> ", the type that the lake stores and on_schema_change keeps (evolve would land the column"
                        + " as " + type + ")")
                .orElse("");
    }
}
