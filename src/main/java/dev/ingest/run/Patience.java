package dev.ingest.run;

import java.time.Duration;

/**
 * How long a job may take and how often it is tried.
 *
 * @param job from its start to the publishing of its last load
 * @param idle how long its source may send nothing while it is asked
 * @param retries how often it is tried again after it failed to connect, read or land
 */
public record Patience(Duration job, Duration idle, int retries) {}
