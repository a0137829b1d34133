package dev.ingest.run;

import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.LoadType;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.Watermark;
import java.util.Optional;

/**
 * What workbook and lake say of a job before it is planned.
 *
 * @param cell what the watermark cell holds
 * @param watermark where the load starts; absent: from the start
 * @param stored the table's schema as the lake last stored it
 */
record JobStart(WatermarkCell cell, Optional<Watermark> watermark, Optional<StoredSchema> stored) {

    static JobStart of(Job job, DatasetState state, JobWatermarks watermarks) {
        WatermarkCell cell = Job.cell(job.row());
        Optional<Watermark> watermark = job.row().loadType() == LoadType.FULL
                ? Optional.empty()
                : watermarks.of(
                        job.key(), job.pipeline(), job.row().watermarkColumn().orElseThrow(), cell);
        return new JobStart(
                cell, watermark, state.schema(job.pipeline(), job.key().table()));
    }

    int schemaVersion() {
        return stored.map(StoredSchema::version).orElse(0);
    }
}
