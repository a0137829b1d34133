package dev.ingest.engine.stage;

import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Cursor;
import java.util.List;
import java.util.Optional;

/**
 * A table that a load lands in.
 *
 * @param name its folder
 * @param parent the table whose nested data it holds; absent: it is the load's own
 * @param cursor the watermark column
 */
record LandedTable(String name, Optional<String> parent, Optional<Cursor> cursor) {
    /** What dlt puts between the names of a table and of what is nested in it. */
    private static final String NESTED = "__";

    /** Written out, as {@link #hashCode} is: for a record's own the JVM spins classes at each start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LandedTable table
                && name.equals(table.name)
                && parent.equals(table.parent)
                && cursor.equals(table.cursor);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The table of the plan. */
    static LandedTable own(JobPlan plan) {
        return new LandedTable(
                plan.key().table(), Optional.empty(), plan.reading().cursor());
    }

    /** The table of the nested data at {@code path}, outermost name first. */
    static LandedTable nested(JobPlan plan, List<String> path) {
        String own = plan.key().table();
        List<String> outer = path.subList(0, path.size() - 1);
        String parent = outer.isEmpty() ? own : own + NESTED + String.join(NESTED, outer);
        return new LandedTable(own + NESTED + String.join(NESTED, path), Optional.of(parent), Optional.empty());
    }
}
