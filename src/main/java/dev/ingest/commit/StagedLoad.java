package dev.ingest.commit;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.StagingTicket;
import java.time.Instant;

/**
 * A load that waits to count.
 *
 * @param plan what was read
 * @param ticket the right to where it is staged
 * @param load its identifier
 * @param result what was staged
 * @param names where its files go
 * @param cell what the job's watermark cell held when the load was planned
 * @param started when the job began
 */
public record StagedLoad(
        JobPlan plan,
        StagingTicket ticket,
        LoadId load,
        LoadResult result,
        LoadPaths names,
        WatermarkCell cell,
        Instant started) {}
