/**
 * The nightly run, as the machine's own scheduler knows it: Task Scheduler, systemd or cron.
 *
 * <p>Start with {@link dev.ingest.schedule.Schedule}. What is to be done is a list of steps first, so that it can be shown
 * without being done.
 */
@NullMarked
package dev.ingest.schedule;

import org.jspecify.annotations.NullMarked;
