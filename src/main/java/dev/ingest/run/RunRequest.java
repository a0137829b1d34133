package dev.ingest.run;

import dev.ingest.plan.RunMoment;

/**
 * What the user asked for.
 *
 * @param selection which jobs
 * @param moment when the run counts as having happened
 * @param pastSnapshots what a FULL load onto a past date does with files that are there
 */
public record RunRequest(JobSelection selection, RunMoment moment, PastSnapshots pastSnapshots) {
    /** Whether {@code --replace} was given. */
    public enum PastSnapshots {
        KEEP,
        REPLACE
    }
}
