package dev.ingest.run;

import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.config.CellMention;
import dev.ingest.config.JobColumn;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.SourceType;
import dev.ingest.landing.LandingStore;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.source.Dialect;
import dev.ingest.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plans jobs and runs none of them. */
public final class DryRun {
    /** How far a dry run goes. */
    public enum Reach {
        /** Workbook, settings and secrets alone. */
        WORKBOOK,
        /** The databases and the lake are asked too; no row is read, nothing is written. */
        CONNECT
    }

    private final Planner planner;
    private final Function<SourceType, Dialect> dialects;
    private final SourceOpener sources;
    private final Supplier<RunParts> parts;

    public DryRun(
            Planner planner, Function<SourceType, Dialect> dialects, SourceOpener sources, Supplier<RunParts> parts) {
        this.planner = planner;
        this.dialects = dialects;
        this.sources = sources;
        this.parts = parts;
    }

    /**
     * What was found.
     *
     * @param jobs what the jobs would do, in sheet order
     * @param refused the rows that cannot run
     */
    public record Result(List<DryJob> jobs, List<RefusedJob> refused) {
        public Result {
            jobs = List.copyOf(jobs);
            refused = List.copyOf(refused);
        }
    }

    /** What the selected jobs would do. */
    public Result of(RunRequest request, Reach reach) {
        RunMoment moment = request.moment();
        RunParts known = parts.get();
        JobList jobs = known.jobs()
                .selected(request.selection(), () -> new AuditLog(known.metadata(), moment.date()).lastOutcomes());
        List<DryJob> dry = new ArrayList<>();
        if (reach == Reach.WORKBOOK) {
            jobs.sound().forEach(job -> dry.add(dry(job, Validation.offline(planner, job, moment))));
        } else {
            try (SourceOpener opened = sources;
                    LandingStore store = known.store().get()) {
                jobs.sound().forEach(job -> dry.add(dry(job, ask(job, opened, moment, store, known))));
            }
        }
        return new Result(dry, jobs.refused());
    }

    private Planned ask(Job job, SourceOpener opened, RunMoment moment, LandingStore store, RunParts known) {
        try (Source source = opened.open(job)) {
            DatasetState state = new DatasetState(store, job.key().dataset());
            JobWatermarks watermarks =
                    new JobWatermarks(state, new Journal(known.metadata().resolve("watermarks")));
            return new JobPlanning(planner, moment)
                    .unread(job, source, JobStart.of(job, Job.cell(job.row()), state, watermarks));
        } catch (IngestException e) {
            JobColumn cell = CellMention.first(e.getMessage()).orElse(unmentioned(e));
            return Planned.refused(List.of(job.row().finding(cell, e.getMessage())), List.of());
        }
    }

    private static JobColumn unmentioned(IngestException failure) {
        return failure.kind() == FailureKind.CONNECT ? JobColumn.SOURCE_NAME : JobColumn.TABLE_NAME;
    }

    private DryJob dry(Job job, Planned planned) {
        List<String> queries = planned.plan().map(this::queries).orElse(List.of());
        String path =
                planned.plan().map(plan -> LandingNames.planned(plan).folder()).orElse("");
        return new DryJob(job, planned, queries, path);
    }

    /** A plan without columns was made without asking: its query cannot be told. */
    private List<String> queries(JobPlan plan) {
        if (plan.columns().isEmpty()) {
            return List.of();
        }
        Dialect dialect = dialects.apply(plan.type());
        return plan.slices().stream().map(slice -> dialect.query(plan, slice)).toList();
    }
}
