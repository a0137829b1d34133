package dev.ingest.run;

import dev.ingest.commit.CommittedLoad;
import dev.ingest.commit.StagedLoad;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.config.Finding;
import dev.ingest.engine.Engine;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHash;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.plan.Planned;
import dev.ingest.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs one job from its plan to its audit line; whatever goes wrong ends the job alone. */
final class JobRunner {
    private final RunRequest request;
    private final JobPlanning planning;
    private final SourceOpener sources;
    private final Engine engine;
    private final LandingStore store;
    private final Datasets datasets;
    private final AuditLog audit;
    private final RunListener listener;
    private final StopSignal stop;
    private final Clock clock;

    JobRunner(
            RunRequest request,
            RunParts parts,
            LandingStore store,
            Datasets datasets,
            AuditLog audit,
            RunListener listener,
            StopSignal stop) {
        this.request = request;
        this.planning = new JobPlanning(parts.planner(), request.moment());
        this.sources = parts.sources();
        this.engine = parts.engine();
        this.store = store;
        this.datasets = datasets;
        this.audit = audit;
        this.listener = listener;
        this.stop = stop;
        this.clock = parts.clock();
    }

    JobOutcome run(Job job) {
        Instant started = clock.instant();
        listener.jobStarted(job.name());
        JobOutcome outcome = attempt(job, started);
        listener.jobEnded(outcome);
        return outcome;
    }

    private JobOutcome attempt(Job job, Instant started) {
        try {
            return load(job, started);
        } catch (RuntimeException e) {
            return failed(job, started, e);
        } catch (Error e) {
            // Out of memory, or a class that this machine lacks: the next job may still do well.
            return failed(job, started, new IllegalStateException("Cannot finish " + job.name() + ": " + e, e));
        }
    }

    private JobOutcome load(Job job, Instant started) {
        Dataset dataset = datasets.of(job.key().dataset());
        dataset.committer().settle();
        try (Source source = sources.open(job)) {
            stop.reads(source);
            JobStart start = JobStart.of(job, dataset.state(), dataset.watermarks());
            Planned planned = planning.plan(job, source, start);
            JobPlan plan = planned.plan().orElseThrow(() -> refused(job, planned.findings()));
            refusePastSnapshot(plan);
            listener.jobPlanned(plan, LandingNames.planned(plan).folder(), planned.warnings());
            LoadId load = LoadId.next(clock.instant(), dataset.state().newestLoad());
            LoadResult result = stage(dataset, plan, load, source, start);
            warnOfNulls(plan, result);
            CommittedLoad done = dataset.committer()
                    .commit(new StagedLoad(plan, load, result, LandingNames.of(plan, load), start.cell(), started));
            return new JobOutcome(
                    job.name(),
                    JobStatus.SUCCESS,
                    done.rows(),
                    Duration.between(started, clock.instant()),
                    Optional.of(LandingNames.planned(plan).folder()),
                    done.schemaVersion() > 0 ? done.schemaVersion() : start.schemaVersion(),
                    planned.schemaChanges(),
                    Optional.empty());
        }
    }

    private LoadResult stage(Dataset dataset, JobPlan plan, LoadId load, Source source, JobStart start) {
        try {
            List<RowHash> landed = dataset.landed(plan, start);
            LoadResult result = engine.load(plan, load, source, store, landed);
            stop.readsNothing();
            if (stop.requested()) {
                throw new IngestException(
                        FailureKind.READ, "Cannot finish " + plan.name() + ": the run was interrupted. Run it again.");
            }
            return result;
        } catch (RuntimeException | Error e) {
            dataset.committer().discard(load);
            throw e;
        }
    }

    private JobOutcome failed(Job job, Instant started, RuntimeException failure) {
        stop.readsNothing();
        JobStatus status = stop.requested() ? JobStatus.INTERRUPTED : JobStatus.FAILED;
        Duration took = Duration.between(started, clock.instant());
        String message = failure instanceof IngestException expected ? expected.getMessage() : failure.toString();
        try {
            audit.append(AuditLine.failure(LocalDateTime.now(clock), job.name(), status, took, message));
        } catch (IngestException e) {
            failure.addSuppressed(e);
        }
        return new JobOutcome(job.name(), status, 0, took, Optional.empty(), 0, 0, Optional.of(failure));
    }

    private void warnOfNulls(JobPlan plan, LoadResult result) {
        if (result.unrepresentable() > 0) {
            listener.warned(result.unrepresentable() + " values of " + plan.name()
                    + " could not be represented and landed as null");
        }
    }

    private static IngestException refused(Job job, List<Finding> findings) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot plan " + job.name() + ": "
                        + findings.stream().map(Finding::toString).collect(Collectors.joining(" ")));
    }

    /** A snapshot of a past day is history: it is replaced only when the user says so. */
    private void refusePastSnapshot(JobPlan plan) {
        boolean past = request.moment().date().isBefore(request.moment().start().toLocalDate());
        LandingNames names = LandingNames.planned(plan);
        if (!past
                || !plan.fromTheStart()
                || !names.replacesOneDay()
                || request.pastSnapshots() == RunRequest.PastSnapshots.REPLACE) {
            return;
        }
        String table = plan.key().table();
        Optional<String> there = store.list(names.replacedFolder(table)).stream()
                .map(LandingFile::path)
                .filter(path -> names.replaces(table, path))
                .findFirst();
        if (there.isPresent()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot load " + plan.name() + " for " + request.moment().date() + ": that day has a snapshot, "
                            + there.get() + ". Add --replace to replace it, or choose another --date.");
        }
    }
}
