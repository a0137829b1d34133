package dev.ingest.run;

import dev.ingest.commit.HomeLock;
import dev.ingest.commit.LockHolder;
import dev.ingest.commit.RecoveredLoad;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import dev.ingest.job.name.ShownPath;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.run.progress.RunProgress;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.run.watch.Watchdog;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One run: the lock, recovery, the jobs, the watermark cells. */
public final class IngestRun {
    private static final DateTimeFormatter BEGUN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final RunParts parts;
    private final RunListener listener;
    private final RunProgress progress;
    private final StopSignal stop;

    /** A run at which nobody looks. */
    public IngestRun(RunParts parts, RunListener listener, StopSignal stop) {
        this(parts, listener, RunProgress.unseen(), stop);
    }

    /** A run that tells {@code progress} how far its jobs have come. */
    public IngestRun(RunParts parts, RunListener listener, RunProgress progress, StopSignal stop) {
        this.parts = parts;
        this.listener = listener;
        this.progress = progress;
        this.stop = stop;
    }

    /**
     * Runs the jobs that {@code request} selects.
     *
     * @return how it went; empty when another run holds the home folder's lock
     */
    public Optional<RunSummary> execute(RunRequest request) {
        Instant started = parts.clock().instant();
        AuditLog audit = new AuditLog(parts.home().metadata(), request.moment().date());
        LeaseHolder holder = holder(started);
        try (HomeLock lock =
                HomeLock.acquire(parts.home().metadata(), holder.run()).orElse(null)) {
            if (lock == null) {
                String reason = "Cannot run: another run holds "
                        + ShownPath.of(parts.home().metadata().resolve("run.lock"))
                        + other().map(text -> ": " + text).orElse("") + ". Wait for it to end.";
                RefusedRun.audit(audit, request.moment(), reason);
                listener.warned(reason);
                return Optional.empty();
            }
            LockHolder.note(parts.home().metadata(), holder);
            audit.drainPending();
            return Optional.of(execute(request, audit, holder, lock));
        }
    }

    /** Which run that is. */
    private Optional<String> other() {
        return LockHolder.of(parts.home().metadata())
                .map(holder -> "process " + holder.process() + " on " + holder.host() + ", begun "
                        + BEGUN.format(holder.since().atOffset(ZoneOffset.UTC)) + " UTC");
    }

    private RunSummary execute(RunRequest request, AuditLog audit, LeaseHolder holder, HomeLock lock) {
        JobList jobs = parts.jobs().selected(request.selection(), audit::lastOutcomes);
        progress.begins(jobs.size());
        listener.started(new RunHeader(request.moment(), parts.places()), jobs.size());
        if (jobs.size() == 0) {
            listener.warned(nothingToDo());
        }
        Journal journal = parts.home().journal();
        CellMemory memory = new CellMemory(parts.home().cells());
        CellWriter cells = new CellWriter(journal, memory, parts.clock());
        List<JobOutcome> outcomes = new ArrayList<>();
        jobs.refused().forEach(job -> outcomes.add(refuse(job, audit)));
        try (SourceOpener sources = parts.sources();
                LandingStore store = parts.store().get();
                Datasets datasets = new Datasets(store, parts, audit, journal, cells, holder, lock);
                Watchdog watchdog =
                        new Watchdog(parts.limits().job(), parts.limits().jobsAtOnce(), listener::warned)) {
            recover(datasets);
            memory.read(parts.jobs().sound().stream().map(Job::key).collect(Collectors.toSet()));
            JobLoads loads = new JobLoads(request, parts, sources, store, memory, listener, progress.estimates(), stop);
            JobRunner runner = new JobRunner(loads, parts, datasets, watchdog, audit, listener, progress, stop);
            List<Job> sequence =
                    JobSequence.of(parts.limits(), audit::lastDurations).of(jobs.sound());
            outcomes.addAll(new JobWorkers(parts.limits().jobsAtOnce(), stop)
                    .run(jobs.sound(), new JobQueue(sequence, sources::section), runner::run));
            flush(cells);
        }
        RunSummary summary = new RunSummary(
                outcomes,
                jobs.size(),
                Duration.between(holder.since(), parts.clock().instant()));
        listener.ended(summary);
        return summary;
    }

    /** A row with a fault fails alone. */
    private JobOutcome refuse(RefusedJob job, AuditLog audit) {
        JobProgress sight = progress.next(job.name());
        listener.jobStarted(job.name());
        IngestException failure = job.failure();
        audit.append(AuditLine.failure(
                LocalDateTime.now(parts.clock()), job.name(), JobStatus.FAILED, Duration.ZERO, failure.getMessage()));
        JobOutcome outcome = new JobOutcome(
                job.name(), JobStatus.FAILED, 0, Duration.ZERO, Optional.empty(), 0, 0, Optional.of(failure));
        listener.jobEnded(outcome);
        progress.ended(sight);
        return outcome;
    }

    /** Every dataset of the workbook, whatever jobs were selected: what a crash left is mended at the next run. */
    private void recover(Datasets datasets) {
        parts.jobs().datasets().forEach(dataset -> {
            List<String> actions =
                    datasets.open(dataset).stream().map(IngestRun::recovered).toList();
            listener.recovered(actions);
        });
    }

    private String nothingToDo() {
        return parts.jobs().size() == 0
                ? "No job is enabled. Set enabled to Y in the workbook for the rows that should run."
                : "No such job failed or was interrupted when it last ran, so there is nothing to do.";
    }

    private void flush(CellWriter cells) {
        try {
            cells.flush();
        } catch (IngestException e) {
            listener.warned(e.getMessage() + " The watermarks wait in the journal; the next run writes them.");
        }
    }

    private static String recovered(RecoveredLoad load) {
        return switch (load.outcome()) {
            case FINISHED ->
                "Load " + load.load() + " of " + load.job() + " counted; what a crash left open is done now";
            case TAKEN_BACK ->
                "Load " + load.load() + " of " + load.job() + " did not count; what it had published was taken back";
        };
    }

    private static LeaseHolder holder(Instant started) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown host";
        }
        return new LeaseHolder(
                host, ProcessHandle.current().pid(), UUID.randomUUID().toString(), started);
    }
}
