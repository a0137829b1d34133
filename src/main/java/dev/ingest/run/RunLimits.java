package dev.ingest.run;

import dev.ingest.config.JobOrder;
import dev.ingest.run.watch.JobLimits;

/**
 * How much a run may do, and what of it first.
 *
 * @param jobsAtOnce how many jobs may run side by side, at least 1
 * @param order in which order they begin
 * @param job how long each may take and how often it is tried
 */
public record RunLimits(int jobsAtOnce, JobOrder order, JobLimits job) {}
