package dev.ingest.run;

import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.LoadType;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Watermark;
import java.util.Optional;

/**
 * What workbook and lake say of a job before it is planned.
 *
 * @param cell what the watermark cell holds
 * @param watermark where the load starts; absent: from the start
 * @param reached what the job's last load set its watermark to
 * @param last the job's last load, where the watermark is the one that it set
 * @param stored the table's schema as the lake last stored it
 */
record JobStart(
        WatermarkCell cell,
        Optional<Watermark> watermark,
        Optional<String> reached,
        Optional<Manifest> last,
        Optional<StoredSchema> stored) {

    static JobStart of(Job job, WatermarkCell cell, DatasetState state, JobWatermarks watermarks) {
        Optional<StoredSchema> stored = state.schema(job.pipeline(), job.key().table());
        if (job.row().loadType() == LoadType.FULL) {
            return new JobStart(cell, Optional.empty(), Optional.empty(), Optional.empty(), stored);
        }
        String cursor = job.row().cursor().column().orElseThrow();
        Optional<Watermark> watermark = watermarks.choose(job.key(), job.pipeline(), cursor, cell);
        return new JobStart(
                cell,
                watermark,
                watermarks.reached(job.key(), job.pipeline(), cursor),
                watermarks.last(job.key(), job.pipeline(), cursor, watermark),
                stored);
    }

    /** From where on the last load's hashes tell of every row that landed. */
    Optional<Bound> hashed(Job job) {
        return job.row().cursor().column().flatMap(cursor -> JobWatermarks.hashedFrom(last, cursor));
    }

    int schemaVersion() {
        return stored.map(StoredSchema::version).orElse(0);
    }
}
