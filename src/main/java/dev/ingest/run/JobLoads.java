package dev.ingest.run;

import dev.ingest.commit.CommittedLoad;
import dev.ingest.commit.LayoutPaths;
import dev.ingest.commit.StagedLoad;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.Verification;
import dev.ingest.engine.Engine;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.LoadType;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Remark;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.name.Counted;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.run.event.LandedLoad;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.run.progress.RunProgress;
import dev.ingest.run.watch.JobWatch;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.source.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs single loads, each from the question to its source to its commit. */
final class JobLoads {
    private static final Logger LOG = LoggerFactory.getLogger(JobLoads.class);

    private final RunRequest request;
    private final JobPlanning planning;
    private final SourceOpener sources;
    private final EngineChoice engines;
    private final LandingStore store;
    private final CellMemory cells;
    private final RunListener listener;
    private final RunProgress.Estimates estimates;
    private final StopSignal stop;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    JobLoads(
            RunRequest request,
            RunParts parts,
            SourceOpener sources,
            LandingStore store,
            CellMemory cells,
            RunListener listener,
            RunProgress.Estimates estimates,
            StopSignal stop) {
        this.request = request;
        this.cells = cells;
        this.planning = new JobPlanning(parts.planner(), request.moment());
        this.sources = sources;
        this.engines = parts.engines();
        this.store = store;
        this.listener = listener;
        this.estimates = estimates;
        this.stop = stop;
    }

    /**
     * What a load came to.
     *
     * @param path the folder it landed in; absent when nothing landed
     * @param schemaVersion dlt's schema version after it
     * @param schemaChanges how many columns are not what they were
     * @param reach whether another load of the job follows at once
     * @param passed where that one begins, if no row lies before it
     */
    record Done(
            long rows,
            Optional<String> path,
            int schemaVersion,
            int schemaChanges,
            Planned.Reach reach,
            Optional<Bound> passed) {}

    /**
     * One load of {@code job}: all that there is to read, or a {@code load_window} of it.
     *
     * @param phase is told how far its commit has come
     * @param begun when the job began, or the load before ended
     * @param passed where the load before ended, if it found no row
     */
    Done next(Job job, Dataset dataset, JobWatch watch, CommitPhase phase, Instant begun, Optional<Bound> passed) {
        phase.nextLoad();
        dataset.cells().hold(job.key());
        try (Source opened = sources.open(job)) {
            Source source = watch.reads(opened);
            try {
                stop.reads(source);
                return load(job, dataset, source, watch, phase, begun, passed);
            } finally {
                stop.readsNoMore(source);
            }
        } catch (IngestException e) {
            throw dataset.lease().explained(e);
        } finally {
            dataset.cells().release(job.key());
        }
    }

    private Done load(
            Job job,
            Dataset dataset,
            Source source,
            JobWatch watch,
            CommitPhase phase,
            Instant begun,
            Optional<Bound> passed) {
        List<Engine> able = engines.of(job);
        WatermarkCell cell = cells.of(job.key()).orElseGet(() -> Job.cell(job.row()));
        JobStart start = dataset.start(job, cell);
        warnOfEdit(job, start);
        Planned planned = planning.plan(job, source, start, passed);
        JobPlan plan = planned.plan().orElseThrow(() -> refused(job, planned.findings()));
        refusePastSnapshot(plan);
        Engine engine = engine(able, plan);
        String folder = LayoutPaths.planned(plan).folder();
        listener.jobPlanned(plan, folder, unsaid(planned));
        StagingTicket ticket = dataset.committer().ticket(plan.target().loadId());
        LoadResult result = stage(job, dataset, plan, ticket, engine, source, watch, start);
        WiderTables wider = WiderTables.of(plan, start.stored(), result);
        wider.sentences().forEach(listener::warned);
        CommittedLoad done = dataset.committer()
                .commit(
                        ticket,
                        load -> new StagedLoad(
                                plan, ticket, load, result, LayoutPaths.of(plan, load), start.cell(), begun),
                        phase);
        Optional<String> landed = done.files() > 0 ? Optional.of(folder) : Optional.empty();
        listener.landed(new LandedLoad(plan, start.watermark().map(Watermark::value), result, done, landed));
        return new Done(
                done.rows(),
                landed,
                done.schemaVersion() > 0 ? done.schemaVersion() : start.schemaVersion(),
                planned.schemaChanges() + wider.size(),
                planned.reach(),
                done.rows() == 0 ? end(plan) : Optional.empty());
    }

    /** Behind it, that value included, lies what was not read. */
    private static Optional<Bound> end(JobPlan plan) {
        return plan.reading()
                .window()
                .high()
                .map(high -> new Bound(
                        high.value(),
                        high.edge() == Bound.Edge.EXCLUSIVE ? Bound.Edge.INCLUSIVE : Bound.Edge.EXCLUSIVE));
    }

    /** Whoever edits a cell, or puts an older workbook back, is told what that means. */
    private void warnOfEdit(Job job, JobStart start) {
        boolean edited = start.watermark()
                .map(mark -> mark.origin() == Watermark.Origin.PERSON)
                .orElse(job.row().loadType() == LoadType.INCREMENTAL);
        if (edited) {
            start.reached()
                    .map(reached -> "The watermark cell of " + job.name()
                            + start.watermark()
                                    .map(mark -> " says " + mark.value() + ", its last load reached " + reached
                                            + ": the cell wins, the load begins there, that value included.")
                                    .orElse(" is empty, its last load reached " + reached
                                            + ": the table is read from the start."))
                    .filter(said::add)
                    .ifPresent(listener::warned);
        }
    }

    private void warnOfNulls(JobPlan plan, LoadResult result) {
        if (result.unrepresentable() > 0) {
            listener.warned(Counted.of(result.unrepresentable(), "value") + " of " + plan.name()
                    + " could not be represented and landed as null");
        }
    }

    /** The engine gave up remembering rows that nobody asked it to. */
    private void warnOfTooMany(JobPlan plan, LoadResult result) {
        boolean givenUp = plan.reading().cursor().flatMap(Cursor::lag).isPresent()
                && result.watermark().isPresent()
                && result.boundary().isEmpty();
        if (givenUp) {
            String sentence = "More than " + RowHashes.MOST + " rows of " + plan.name()
                    + " lie so near behind its watermark that clocks may differ by more: the next load does not read them"
                    + " again, so that rows written there meanwhile, in another zone or when clocks went back, are not"
                    + " read. Name a watermark_column with a zone, or set watermark_time_zone to one that all writers keep.";
            Optional.of(sentence).filter(said::add).ifPresent(listener::warned);
        }
    }

    private LoadResult stage(
            Job job,
            Dataset dataset,
            JobPlan plan,
            StagingTicket ticket,
            Engine engine,
            Source source,
            JobWatch watch,
            JobStart start) {
        try {
            LandedBefore before = LandedBefore.of(job, plan, start, dataset.state());
            before.warning().ifPresent(listener::warned);
            OptionalLong counted = job.settings().value(SettingCatalog.VERIFY) == Verification.COUNT
                    ? source.count(plan.reading())
                    : OptionalLong.empty();
            expect(plan, source, watch.progress(), counted);
            LoadResult result = engine.load(plan, ticket, source, store, before.hashes());
            counted.ifPresent(rows -> verify(plan, result, rows));
            watch.readsNothing();
            watch.check();
            watch.progress().enters(JobPhase.PUBLISHING);
            stop.readsNoMore(source);
            if (stop.requested()) {
                throw new IngestException(
                        FailureKind.READ, "Cannot finish " + plan.name() + ": the run was interrupted. Run it again.");
            }
            new EmptySnapshot(store, dataset.state()).judge(job, plan, result).ifPresent(listener::warned);
            WiderTables.of(plan, start.stored(), result).judge(Planner.onSchemaChange(job.row(), job.settings()));
            warnOfNulls(plan, result);
            warnOfTooMany(plan, result);
            result.tables().stream()
                    .filter(table -> table.parent().isPresent())
                    .forEach(table -> listener.nested(
                            table.name(),
                            table.files().stream().mapToLong(StagedFile::rows).sum()));
            return result;
        } catch (RuntimeException | Error e) {
            watch.readsNothing();
            dataset.committer().discard(ticket);
            throw e;
        }
    }

    private void expect(JobPlan plan, Source source, JobProgress progress, OptionalLong counted) {
        OptionalLong rows = counted.isEmpty() && estimates == RunProgress.Estimates.WANTED
                ? source.estimate(plan.reading())
                : counted;
        rows.ifPresent(progress::expects);
    }

    private static void verify(JobPlan plan, LoadResult result, long counted) {
        if (counted != result.rowsRead()) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot trust the load of " + plan.name() + ": " + result.rowsRead()
                            + " rows were read, the source counts " + counted
                            + " in the same snapshot. Nothing landed; run the job again, and report it if it stays.");
        }
    }

    private static IngestException refused(Job job, List<Finding> findings) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot plan " + job.name() + ": "
                        + findings.stream().map(Finding::toString).collect(Collectors.joining(" ")));
    }

    /** A sentence that holds for many jobs, or for each load of one, is said once a run. */
    private List<String> unsaid(Planned planned) {
        Stream<String> ofSource = planned.remarks().stream()
                .filter(remark -> said.add(remark.topic()))
                .map(Remark::sentence);
        return Stream.concat(ofSource, planned.warnings().stream().filter(said::add))
                .toList();
    }

    /** A snapshot of a past day is history: it is replaced only when the user says so. */
    private void refusePastSnapshot(JobPlan plan) {
        boolean past = request.moment().date().isBefore(request.moment().start().toLocalDate());
        LayoutPaths names = LayoutPaths.planned(plan);
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

    /** The first that takes the plan; why it is not the one that is wanted, the log says. */
    private Engine engine(List<Engine> able, JobPlan plan) {
        Optional<String> declined = Optional.empty();
        for (Engine engine : able) {
            Optional<String> why = engine.declines(plan);
            if (why.isEmpty()) {
                declined.map(reason -> plan.name() + " is loaded by this process itself, since " + reason)
                        .filter(said::add)
                        .ifPresent(LOG::info);
                return engine;
            }
            declined = why;
        }
        throw new IngestException(
                FailureKind.CONFIG,
                "Cannot load " + plan.name() + ": its engine does not take the plan, since " + declined.orElseThrow()
                        + ". Run it with another engine.");
    }
}
