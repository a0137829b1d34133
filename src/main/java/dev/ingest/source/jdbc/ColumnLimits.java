package dev.ingest.source.jdbc;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.PlannedColumn;
import dev.ingest.source.ReadingOptions.Unrepresentable;

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
        String table = plan.name().startsWith(prefix)
                ? plan.name().substring(prefix.length())
                : plan.table().joined();
        String key = table.matches("\\w+") ? table : "'" + table + "'";
        String name = column.source().matches("\\w+") ? column.source() : "'" + column.source() + "'";
        return new IngestException(
                FailureKind.CONVERT,
                "Cannot convert column " + column.source() + " (" + column.nativeType() + ") of table " + plan.table()
                        + ": " + shape + " does not fit " + type() + ". Set " + name + " = \"" + override
                        + "\" in [sources." + prefix + "tables." + key
                        + ".columns], or unrepresentable = \"null\" to land such values as null.");
    }
}
