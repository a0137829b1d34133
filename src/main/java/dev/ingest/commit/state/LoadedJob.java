package dev.ingest.commit.state;

import dev.ingest.job.JobKey;
import dev.ingest.job.LoadType;

/**
 * The job that a load is one of.
 *
 * @param key the job
 * @param name as the log and the audit call it
 * @param type how much it reads
 */
public record LoadedJob(JobKey key, String name, LoadType type) {}
