package dev.ingest.run;

import dev.ingest.run.watch.JobLimits;

/**
 * How much a run may do.
 *
 * @param jobsAtOnce how many jobs may run side by side, at least 1
 * @param job how long each may take and how often it is tried
 */
public record RunLimits(int jobsAtOnce, JobLimits job) {}
