package dev.ingest.source.jdbc;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Unrepresentable;

/** What becomes of values that a column's landed type cannot hold: the load fails, or they land as null and are counted. */
final class ColumnLimits {
    private final JobPlan plan;
    private final PlannedColumn column;
    private final Unrepresentable policy;
    private long nulled;

    ColumnLimits(JobPlan plan, PlannedColumn column, Unrepresentable policy) {
        this.plan = plan;
        this.column = column;
        this.policy = policy;
    }

    ColumnType type() {
        return column.column().type();
    }

    /** Values that have landed as null. */
    long nulled() {
        return nulled;
    }

    /** A time beyond the years 0001 to 9999, or infinity. */
    void outOfRange(Vector vector, String shape) {
        reject(vector, shape, "text");
    }

    /** A time that 64 bits of nanoseconds do not reach, but those of microseconds do. */
    void beyondNanoseconds(Vector vector) {
        ColumnType.Timestamp.Zone zone = ((ColumnType.Timestamp) type()).zone();
        reject(
                vector,
                "a time before 1677 or after 2262",
                new ColumnType.Timestamp(ColumnType.Timestamp.Unit.MICROS, zone).toString());
    }

    /** A number with more digits than the type has, on either side of the point. */
    void tooManyDigits(Vector vector, int before, int after) {
        int scale = type() instanceof ColumnType.Decimal decimal ? Math.max(decimal.scale(), after) : after;
        String wider = before + scale <= ColumnType.Decimal.MAX_DIGITS
                ? "decimal(" + ColumnType.Decimal.MAX_DIGITS + "," + scale + ")"
                : "text";
        reject(vector, "a value with " + before + " digits before the point and " + after + " after it", wider);
    }

    private void reject(Vector vector, String shape, String override) {
        if (policy == Unrepresentable.FAIL) {
            throw failure(shape, override);
        }
        nulled++;
        vector.appendNull();
    }

    private IngestException failure(String shape, String override) {
        String prefix = plan.source() + ".";
        String text = plan.name().startsWith(prefix)
                ? plan.name().substring(prefix.length())
                : plan.table().joined();
        SettingSection table = SettingSection.table(plan.source(), text);
        return new IngestException(
                FailureKind.CONVERT,
                "Cannot convert column " + column.source() + " (" + column.nativeType() + ") of table " + plan.table()
                        + ": " + shape + " does not fit " + type() + ". Set " + SettingSection.key(column.source())
                        + " = \""
                        + override + "\" in " + table.columns() + ", or unrepresentable = \"null\" in " + table
                        + " to land such values as null.");
    }
}
