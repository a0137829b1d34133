package dev.ingest.run;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.JobKey;
import dev.ingest.plan.Planner;

/** A row of the workbook with the settings that hold for its table. */
public record Job(JobRow row, SettingScope settings) {
    /**
     * Each is a job of its own, whatever two rows say: those that wait and run are told apart by it. A record's own would
     * compare all that a row says, and have the JVM spin classes at each start.
     */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    public JobKey key() {
        return Planner.key(row, settings);
    }

    public String name() {
        return row.name();
    }

    /** What a row's watermark cell held when it was read. */
    public static WatermarkCell cell(JobRow row) {
        return row.cursor()
                .lastWatermark()
                .map(text -> new WatermarkCell(text, row.cursor().form()))
                .orElse(WatermarkCell.EMPTY);
    }

    /** dlt's pipeline name, which is its schema's name too. */
    public String pipeline() {
        return Planner.pipeline(row, settings);
    }
}
