package dev.ingest.run;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.ColumnSelection;
import dev.ingest.job.LoadType;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.cursor.Window;
import dev.ingest.plan.PlanInputs;
import dev.ingest.plan.Planned;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.NumberWidth;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a source what the planner must know, in the order that lets nothing fall between two runs. */
public final class JobPlanning {
    private final Planner planner;
    private final RunMoment moment;

    JobPlanning(Planner planner, RunMoment moment) {
        this.planner = planner;
        this.moment = moment;
    }

    /**
     * The plan of {@code job}; the snapshot of {@code source} is taken by it.
     *
     * @param passed where a load window of this run ended that held no row
     */
    Planned plan(Job job, Source source, JobStart start, Optional<Bound> passed) {
        SourceQuestion question = question(job, start.watermark(), start.stored(), passed);
        Optional<Horizon> horizon = horizon(job, source, question);
        SourceDescription description = source.describe(question);
        List<SourceColumn> probed = planner.probed(job.row(), job.settings(), description, start.stored());
        Map<String, NumberWidth> widths = probed.isEmpty() ? Map.of() : source.widths(question, probed);
        PlanInputs known = new PlanInputs(
                        start.watermark(), Optional.of(description), start.stored(), horizon, start.hashed(job), widths)
                .passed(passed);
        Planned planned = planner.plan(job.row(), job.settings(), moment, known);
        Optional<KeyColumn> key = planner.sliced(job.row(), job.settings(), description);
        if (key.isEmpty() || planned.plan().isEmpty()) {
            return told(planned, source);
        }
        KeySample sample = source.keys(planned.plan().get().reading(), key.get());
        return told(planner.plan(job.row(), job.settings(), moment, known.sampled(sample)), source);
    }

    /** The plan as far as it is known before a row is read; its warnings say what only reading tells. */
    Planned unread(Job job, Source source, JobStart start) {
        SourceQuestion question = question(job, start.watermark(), start.stored(), Optional.empty());
        Optional<Horizon> horizon = horizon(job, source, question);
        SourceDescription description = source.describe(question);
        PlanInputs known = new PlanInputs(
                start.watermark(), Optional.of(description), start.stored(), horizon, start.hashed(job), Map.of());
        Planned planned = planner.plan(job.row(), job.settings(), moment, known);
        List<String> warnings = new ArrayList<>();
        planner.probed(job.row(), job.settings(), description, start.stored()).stream()
                .map(column -> "The decimal of column " + column.name()
                        + " is decided by a probe when the job runs (unbounded_number = \"probe\")")
                .forEach(warnings::add);
        planner.sliced(job.row(), job.settings(), description)
                .map(key -> "Its slices are cut along " + key.name() + " when the job runs, by a sample of the rows")
                .ifPresent(warnings::add);
        return told(warned(planned, warnings), source);
    }

    /** What the table of {@code job} is; no row is read. */
    public static SourceDescription described(Job job, Source source) {
        return source.describe(question(job, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** How far {@code job} would read, were it run now; absent for a FULL load. */
    public static Optional<Horizon> horizon(Job job, Source source) {
        return horizon(job, source, question(job, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Planned told(Planned planned, Source source) {
        return warned(planned, source.warnings());
    }

    private static Planned warned(Planned planned, List<String> more) {
        List<String> warnings = new ArrayList<>(planned.warnings());
        warnings.addAll(more);
        return new Planned(
                planned.plan(),
                planned.findings(),
                warnings,
                planned.remarks(),
                planned.schemaChanges(),
                planned.reach());
    }

    /** What speaks against a watermark that a person is about to set; empty where nothing does. */
    public static Optional<String> futureWatermark(Planner planner, Job job, Source source, String value) {
        SourceQuestion question = question(job, Optional.empty(), Optional.empty(), Optional.empty());
        Optional<Horizon> horizon = horizon(job, source, question);
        PlanInputs known = new PlanInputs(
                Optional.of(new Watermark(value, Watermark.Origin.PERSON)),
                Optional.of(source.describe(question)),
                Optional.empty(),
                horizon);
        return planner.futureWatermark(job.row(), job.settings(), known);
    }

    private static Optional<Horizon> horizon(Job job, Source source, SourceQuestion question) {
        return job.row().loadType() == LoadType.INCREMENTAL ? Optional.of(source.horizon(question)) : Optional.empty();
    }

    private static SourceQuestion question(
            Job job, Optional<Watermark> start, Optional<StoredSchema> stored, Optional<Bound> passed) {
        SettingScope settings = job.settings();
        boolean cuts = job.row().loadType() == LoadType.INCREMENTAL
                && job.row().cursor().loadWindow().isPresent();
        return new SourceQuestion(
                job.row().extraction(),
                job.row().loadType() == LoadType.INCREMENTAL
                        ? job.row().cursor().column()
                        : Optional.empty(),
                settings.value(SettingCatalog.LATE_COMMIT_WINDOW),
                settings.value(SettingCatalog.WATERMARK_TIME_ZONE),
                cuts ? Optional.of(ahead(start, passed)) : Optional.empty(),
                new SourceQuestion.Known(
                        stored,
                        start.map(Watermark::value),
                        job.row().reading().columns().kind() == ColumnSelection.Kind.ONLY
                                ? SourceQuestion.Growth.CLOSED
                                : SourceQuestion.Growth.FREE));
    }

    /** What lies ahead of the watermark, or of windows that held nothing: where it begins, the next load window does. */
    private static Window ahead(Optional<Watermark> start, Optional<Bound> passed) {
        Optional<Bound> low = passed.or(() -> start.map(mark -> new Bound(
                mark.value(), mark.origin() == Watermark.Origin.PERSON ? Bound.Edge.INCLUSIVE : Bound.Edge.EXCLUSIVE)));
        return new Window(low, Optional.empty());
    }
}
