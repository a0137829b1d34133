package dev.ingest.run.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** How far the jobs of a run have come. */
public final class RunProgress {
    /** Whether it is worth a question to a source how many rows there will be. */
    public enum Estimates {
        WANTED,
        UNWANTED
    }

    private final Estimates estimates;
    private final LongSupplier clock;
    private final List<JobProgress> underWay = new ArrayList<>();
    private int jobs;
    private int begun;

    /** @param clock nanoseconds that only ever rise */
    public RunProgress(Estimates estimates, LongSupplier clock) {
        this.estimates = estimates;
        this.clock = clock;
    }

    /** That of a run at which nobody looks. */
    public static RunProgress unseen() {
        return new RunProgress(Estimates.UNWANTED, System::nanoTime);
    }

    /** The run has so many jobs. */
    public synchronized void begins(int count) {
        jobs = count;
    }

    /** The next of the jobs begins. */
    public synchronized JobProgress next(String name) {
        begun++;
        JobProgress job = new JobProgress(begun, jobs, name, clock);
        underWay.add(job);
        return job;
    }

    /** {@code job} is over. */
    public synchronized void ended(JobProgress job) {
        underWay.remove(job);
    }

    /** The jobs now under way, in the order in which they began. */
    public synchronized List<JobSight> now() {
        return underWay.stream().map(JobProgress::now).toList();
    }

    public Estimates estimates() {
        return estimates;
    }
}
