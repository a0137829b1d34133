package dev.ingest.run;

import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.LayoutPaths;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.config.row.CellMention;
import dev.ingest.config.row.JobColumn;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.Layout;
import dev.ingest.plan.Planned;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.watch.JobWatch;
import dev.ingest.run.watch.Watchdog;
import dev.ingest.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Plans jobs and runs none of them. */
public final class DryRun {
    /** How far a dry run goes. */
    public enum Reach {
        /** Workbook, settings and secrets alone. */
        WORKBOOK,
        /** The databases and the lake are asked too; no row is read, nothing is written. */
        CONNECT
    }

    private final RunParts parts;
    private final Validation validation;
    private final BiFunction<Job, JobPlan, List<String>> requests;
    /** By their text: most jobs have the same. */
    private final Map<String, Layout> layouts = new HashMap<>();

    /**
     * A dry run of jobs that are not judged yet.
     *
     * @param requests what a plan asks its source, as far as the plan tells
     */
    public DryRun(RunParts parts, Validation validation, BiFunction<Job, JobPlan, List<String>> requests) {
        this.parts = parts;
        this.validation = validation;
        this.requests = requests;
    }

    /**
     * Tells what the selected jobs would do.
     *
     * @param told takes each that can run as soon as it is planned, in the order in which they would begin
     * @param waits is told whom a job waits for
     * @return the rows that cannot run
     */
    public List<RefusedJob> plan(RunRequest request, Reach reach, Consumer<DryJob> told, Consumer<String> waits) {
        RunMoment moment = request.moment();
        AuditLog audit = new AuditLog(parts.home().metadata(), moment.date());
        JobSequence sequence = JobSequence.of(parts.limits(), audit::lastDurations);
        if (reach == Reach.WORKBOOK) {
            return judge(request, audit, sequence, (job, planned) -> told.accept(dry(job, planned, sequence)));
        }
        try (SourceOpener opened = parts.sources();
                LandingStore store = parts.store().get();
                Watchdog watchdog = new Watchdog(parts.limits().job(), 1, waits)) {
            return judge(
                    request,
                    audit,
                    sequence,
                    (job, planned) -> told.accept(dry(job, watched(job, opened, moment, store, watchdog), sequence)));
        }
    }

    private List<RefusedJob> judge(
            RunRequest request, AuditLog audit, JobSequence sequence, BiConsumer<Job, Planned> sound) {
        Predicate<String> wanted = request.selection().names(audit::lastOutcomes);
        List<RefusedJob> refused = new ArrayList<>();
        parts.jobs().refused().stream().filter(row -> wanted.test(row.name())).forEach(refused::add);
        validation.judge(
                sequence.of(parts.jobs().sound()),
                job -> wanted.test(job.name()),
                request.moment(),
                sound,
                refused::add);
        return refused;
    }

    private Planned watched(Job job, SourceOpener opened, RunMoment moment, LandingStore store, Watchdog watchdog) {
        try (JobWatch watch = watchdog.over(job.name());
                Source source = opened.open(job)) {
            try {
                return ask(job, watch.reads(source), moment, store);
            } catch (IngestException e) {
                throw watch.explained(e);
            }
        } catch (IngestException e) {
            JobColumn cell = CellMention.first(e.getMessage()).orElse(unmentioned(e));
            return Planned.refused(List.of(job.row().finding(cell, e.getMessage())), List.of());
        }
    }

    private Planned ask(Job job, Source source, RunMoment moment, LandingStore store) {
        DatasetState state = new DatasetState(store, job.key().dataset());
        JobWatermarks watermarks = new JobWatermarks(state, parts.home().journal());
        return new JobPlanning(parts.planner(), moment)
                .unread(job, source, JobStart.of(job, Job.cell(job.row()), state, watermarks));
    }

    private static JobColumn unmentioned(IngestException failure) {
        return failure.kind() == FailureKind.CONNECT ? JobColumn.SOURCE_NAME : JobColumn.TABLE_NAME;
    }

    private DryJob dry(Job job, Planned planned, JobSequence sequence) {
        List<String> queries =
                planned.plan().map(plan -> requests.apply(job, plan)).orElse(List.of());
        String path = planned.plan()
                .map(plan -> LayoutPaths.planned(plan, layout(plan)).folder())
                .orElse("");
        return new DryJob(job, planned, queries, path, sequence.took(job));
    }

    private Layout layout(JobPlan plan) {
        return layouts.computeIfAbsent(plan.target().layout(), Layout::parse);
    }
}
