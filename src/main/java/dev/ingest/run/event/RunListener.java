package dev.ingest.run.event;

import dev.ingest.job.JobPlan;
import java.util.List;

/**
 * Is told what a run does, as it happens; the command line turns it into the log that people know. Where jobs run side by
 * side, several threads tell it, each of one job.
 */
public interface RunListener {
    /** Under what name SLF4J's context holds the job whose thread logs a line, where jobs run side by side. */
    String JOB_OF_A_LINE = "job";

    /** Everything is valid and the lock is held; {@code jobs} will run. */
    void started(RunHeader header, int jobs);

    /** What recovery did before the first job, a sentence each. */
    void recovered(List<String> actions);

    /** A job begins. */
    void jobStarted(String name);

    /** A job knows what it will read and where it lands. */
    void jobPlanned(JobPlan plan, String landingPath, List<String> warnings);

    /** Rows of data nested in those of a job's table have been read, and land in the table {@code name}. */
    default void nested(String name, long rows) {}

    /** A load of a job counts; a job of several windows has several. */
    default void landed(LandedLoad load) {}

    /** A job is over. */
    void jobEnded(JobOutcome outcome);

    /** Something an operator should know that belongs to no job, or to the one that runs. */
    void warned(String sentence);

    /** The last job is over. */
    void ended(RunSummary summary);
}
