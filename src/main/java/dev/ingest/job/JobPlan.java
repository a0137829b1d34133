package dev.ingest.job;

import dev.ingest.data.Schema;
import java.util.List;

/**
 * All that an engine needs to stage one load, as plain data: it can be printed, tested and sent to another process.
 *
 * @param key the job
 * @param name the job as the log and the audit call it: {@code source_name.table_name} as written
 * @param loadType how much is read
 * @param primaryKey landed names of the key columns, a hint for the schema
 * @param reading what is read
 * @param target where it lands
 */
public record JobPlan(
        JobKey key, String name, LoadType loadType, List<String> primaryKey, Reading reading, Target target) {
    public JobPlan {
        primaryKey = List.copyOf(primaryKey);
    }

    /** What the files hold: what is read, and behind it the load's id where that is wanted. */
    public Schema landed() {
        return target.loadId().landed(reading.schema());
    }

    /** The same load, read in these slices. */
    public JobPlan in(List<Slice> slices) {
        return new JobPlan(key, name, loadType, primaryKey, reading.in(slices), target);
    }

    /** Whether the load starts from nothing and so replaces what the same day holds. */
    public boolean fromTheStart() {
        return loadType == LoadType.FULL || reading.window().low().isEmpty();
    }
}
