package dev.ingest.run.event;

import dev.ingest.commit.CommittedLoad;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.StagedFile;
import java.util.Optional;

/**
 * A load of a job that counts, with what was read and what landed.
 *
 * @param plan what was read
 * @param before the job's watermark before it; absent when it read from the start
 * @param result its tables and their files
 * @param committed its identifier and the job's new watermark
 * @param folder where it landed, from the lake's root; absent when nothing landed
 */
public record LandedLoad(
        JobPlan plan, Optional<String> before, LoadResult result, CommittedLoad committed, Optional<String> folder) {

    /** The size of all files, those of nested tables too. */
    public long bytes() {
        return result.files().stream().mapToLong(StagedFile::bytes).sum();
    }
}
