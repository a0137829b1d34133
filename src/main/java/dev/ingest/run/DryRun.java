package dev.ingest.run;

import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.config.JobColumn;
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

    /** What the selected jobs would do, in sheet order. */
    public List<DryJob> of(RunRequest request, Reach reach) {
        RunMoment moment = request.moment();
        RunParts known = parts.get();
        List<Job> jobs = request.selection()
                .of(known.jobs(), () -> new AuditLog(known.metadata(), moment.date()).lastOutcomes());
        if (reach == Reach.WORKBOOK) {
            Validation validation = new Validation(planner, sources);
            return jobs.stream()
                    .map(job -> dry(job, validation.offline(job, moment)))
                    .toList();
        }
        List<DryJob> asked = new ArrayList<>();
        try (SourceOpener opened = sources;
                LandingStore store = known.store().get()) {
            jobs.forEach(job -> asked.add(dry(job, ask(job, opened, moment, store, known))));
        }
        return asked;
    }

    private Planned ask(Job job, SourceOpener opened, RunMoment moment, LandingStore store, RunParts known) {
        try (Source source = opened.open(job)) {
            DatasetState state = new DatasetState(store, job.key().dataset());
            JobWatermarks watermarks =
                    new JobWatermarks(state, new Journal(known.metadata().resolve("watermarks")));
            return new JobPlanning(planner, moment)
                    .unread(job, source, JobStart.of(job, Job.cell(job.row()), state, watermarks));
        } catch (IngestException e) {
            return Planned.refused(List.of(job.row().finding(JobColumn.TABLE_NAME, e.getMessage())), List.of());
        }
    }

    private DryJob dry(Job job, Planned planned) {
        List<String> queries = planned.plan().map(this::queries).orElse(List.of());
        String path =
                planned.plan().map(plan -> LandingNames.planned(plan).folder()).orElse("");
        return new DryJob(job, planned, queries, path);
    }

    private List<String> queries(JobPlan plan) {
        Dialect dialect = dialects.apply(plan.type());
        return plan.slices().stream().map(slice -> dialect.query(plan, slice)).toList();
    }
}
