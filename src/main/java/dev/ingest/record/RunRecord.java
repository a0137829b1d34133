package dev.ingest.record;

import dev.ingest.job.JobStatus;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.RunPlaces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param origin which run
 * @param moment when it began, in its zone
 * @param ended when it ended
 * @param status how
 * @param exitCode what the process returned
 * @param places where it landed; absent when it came to no job
 * @param planned jobs that were to run
 * @param reasons why it came to no job
 * @param warnings what an operator should know
 * @param jobs what became of those that began, in the order of their ends
 */
public record RunRecord(
        RunOrigin origin,
        RunMoment moment,
        Instant ended,
        Status status,
        int exitCode,
        Optional<RunPlaces> places,
        int planned,
        List<String> reasons,
        List<String> warnings,
        List<JobRecord> jobs) {
    public RunRecord {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
        jobs = List.copyOf(jobs);
    }

    /** How a run ended. */
    public enum Status {
        /** All jobs succeeded. */
        SUCCESS,
        /** Some job failed, or the run as a whole. */
        FAILED,
        /** Workbook, settings or command line were at fault. */
        REFUSED,
        /** Another run held the home folder. */
        LOCKED,
        /** Somebody ended it. */
        INTERRUPTED
    }

    /** From its start to its end. */
    public Duration duration() {
        return Duration.between(moment.start().toInstant(), ended);
    }

    /** How many jobs ended like that. */
    public long count(JobStatus status) {
        return jobs.stream().filter(job -> job.outcome().status() == status).count();
    }
}
