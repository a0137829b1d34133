package dev.ingest.report.history;

import dev.ingest.data.ColumnChange;
import dev.ingest.job.LoadType;
import java.util.List;
import java.util.Optional;

/**
 * A load that counts, as its manifest tells of it.
 *
 * @param run how its job ended with it, as the audit says it
 * @param landed what it left in the lake
 * @param type how much it read
 * @param watermark how far it came; absent when the load moves no watermark
 * @param schemaVersion the version of its schema
 * @param changes columns of its tables that were not as the load before left them
 */
public record Load(
        JobRun run,
        Landed landed,
        LoadType type,
        Optional<Progress> watermark,
        int schemaVersion,
        List<ColumnChange> changes) {
    public Load {
        changes = List.copyOf(changes);
    }
}
