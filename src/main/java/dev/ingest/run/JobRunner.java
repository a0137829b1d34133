package dev.ingest.run;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.config.DurationText;
import dev.ingest.config.row.CellMention;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.JobStatus;
import dev.ingest.job.cursor.Bound;
import dev.ingest.plan.Planned;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.run.progress.RunProgress;
import dev.ingest.run.watch.Attempts;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.JobWatch;
import dev.ingest.run.watch.Outages;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.run.watch.Watchdog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;

/** Runs one job to its end, load by load; whatever goes wrong ends the job alone. */
final class JobRunner {
    private final JobLoads loads;
    private final JobLimits limits;
    private final Datasets datasets;
    private final Watchdog watchdog;
    private final AuditLog audit;
    private final RunListener listener;
    private final RunProgress sights;
    private final StopSignal stop;
    private final Clock clock;
    private final CommitListener commits;
    private final int jobsAtOnce;
    private final Outages outages = new Outages();

    JobRunner(
            JobLoads loads,
            RunParts parts,
            Datasets datasets,
            Watchdog watchdog,
            AuditLog audit,
            RunListener listener,
            RunProgress sights,
            StopSignal stop) {
        this.loads = loads;
        this.limits = parts.limits().job();
        this.datasets = datasets;
        this.watchdog = watchdog;
        this.audit = audit;
        this.listener = listener;
        this.sights = sights;
        this.stop = stop;
        this.clock = parts.clock();
        this.commits = parts.commits();
        this.jobsAtOnce = parts.limits().jobsAtOnce();
    }

    JobOutcome run(Job job) {
        Progress progress = new Progress(
                clock.instant(),
                new Attempts(job.key().dataset(), limits.retries(), outages, System::nanoTime),
                new CommitPhase(commits));
        JobProgress sight = sights.next(job.name());
        listener.jobStarted(job.name());
        try {
            JobOutcome outcome = outcome(job, progress, sight);
            listener.jobEnded(outcome);
            return outcome;
        } finally {
            sights.ended(sight);
        }
    }

    /** How far a job has come; what has been committed stays when a later load fails. */
    private static final class Progress {
        private final Instant started;
        private final Attempts attempts;
        private final CommitPhase phase;
        private Instant loadStarted;
        private long rows;
        private Optional<String> path = Optional.empty();
        private Optional<Bound> passed = Optional.empty();

        private Progress(Instant started, Attempts attempts, CommitPhase phase) {
            this.started = started;
            this.attempts = attempts;
            this.phase = phase;
            this.loadStarted = started;
        }
    }

    private JobOutcome outcome(Job job, Progress progress, JobProgress sight) {
        try (JobWatch watch = watchdog.over(sight)) {
            return loadAll(job, progress, watch);
        } catch (RuntimeException e) {
            return failed(job, progress, located(job, e));
        } catch (OutOfMemoryError e) {
            return failed(job, progress, located(job, outOfMemory(job, e)));
        } catch (Error e) {
            // A class that this machine lacks: the next job may still do well.
            return failed(job, progress, new IllegalStateException("Cannot finish " + job.name() + ": " + e, e));
        }
    }

    /** The failure with the places of the cells that its message speaks of. */
    private static RuntimeException located(Job job, RuntimeException failure) {
        if (failure instanceof IngestException expected) {
            String message = CellMention.located(job.row(), expected.getMessage());
            return message.equals(expected.getMessage())
                    ? expected
                    : new IngestException(expected.kind(), expected.outlook(), message, expected);
        }
        return failure;
    }

    private IngestException outOfMemory(Job job, OutOfMemoryError error) {
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        return new IngestException(
                FailureKind.READ,
                "Cannot finish " + job.name() + ": it needs more memory than the program has, " + mebibytes + " MiB ("
                        + error.getMessage()
                        + "). Give it more with -Xmx, several times the size of the largest row, or leave columns with"
                        + " large values out by the cell columns"
                        + (jobsAtOnce > 1 ? ", or run fewer jobs at once (parallel_jobs = " + jobsAtOnce + ")." : "."),
                error);
    }

    private JobOutcome loadAll(Job job, Progress progress, JobWatch watch) {
        Dataset dataset = datasets.of(job.key().dataset());
        while (true) {
            JobLoads.Done done = loadPatiently(job, dataset, progress, watch);
            progress.rows += done.rows();
            watch.progress().landed();
            progress.path = done.path().or(() -> progress.path);
            progress.loadStarted = clock.instant();
            progress.passed = done.passed();
            if (done.reach() == Planned.Reach.HORIZON) {
                return succeeded(job, progress, done);
            }
            if (stop.requested()) {
                throw new IngestException(
                        FailureKind.READ,
                        "Cannot finish " + job.name() + ": the run was interrupted. Run it again; it goes on from the"
                                + " last load_window that landed.");
            }
        }
    }

    /** One load, tried again when it failed before anything of it could be seen. */
    private JobLoads.Done loadPatiently(Job job, Dataset dataset, Progress progress, JobWatch watch) {
        while (true) {
            try {
                JobLoads.Done done =
                        loads.next(job, dataset, watch, progress.phase, progress.loadStarted, progress.passed);
                progress.attempts.succeeded();
                return done;
            } catch (RuntimeException e) {
                RuntimeException failure = watch.explained(e);
                if (!waited(job, failure, progress, watch)) {
                    throw failure;
                }
            } finally {
                watch.readsNothing();
            }
        }
    }

    /** Waits until the job may be tried again; whether it may be at all. */
    private boolean waited(Job job, RuntimeException failure, Progress progress, JobWatch watch) {
        if (!(failure instanceof IngestException expected) || progress.phase.begun() || stop.requested()) {
            return false;
        }
        Optional<Duration> pause = progress.attempts.next(expected).filter(next -> next.compareTo(watch.left()) < 0);
        if (pause.isEmpty()) {
            if (expected.outlook() == Outlook.PASSES && progress.attempts.made() > 0) {
                listener.warned("Giving up on " + job.name() + " after " + (progress.attempts.made() + 1)
                        + " attempts (" + limits.retries() + ").");
            }
            return false;
        }
        listener.warned(
                "Trying " + job.name() + " again in " + DurationText.of(pause.get()) + ": " + failure.getMessage());
        watch.progress().enters(JobPhase.PAUSING);
        return !stop.requestedWithin(pause.get());
    }

    private JobOutcome succeeded(Job job, Progress progress, JobLoads.Done last) {
        return new JobOutcome(
                job.name(),
                JobStatus.SUCCESS,
                progress.rows,
                Duration.between(progress.started, clock.instant()),
                progress.path,
                last.schemaVersion(),
                last.schemaChanges(),
                Optional.empty());
    }

    private JobOutcome failed(Job job, Progress progress, RuntimeException failure) {
        JobStatus status = stop.requested() ? JobStatus.INTERRUPTED : JobStatus.FAILED;
        Duration took = Duration.between(progress.loadStarted, clock.instant());
        String message = failure instanceof IngestException expected ? expected.getMessage() : failure.toString();
        try {
            audit.append(AuditLine.failure(LocalDateTime.now(clock), job.name(), status, took, message));
        } catch (IngestException e) {
            failure.addSuppressed(e);
        }
        return new JobOutcome(
                job.name(),
                status,
                progress.rows,
                Duration.between(progress.started, clock.instant()),
                Optional.empty(),
                0,
                0,
                Optional.of(failure));
    }
}
