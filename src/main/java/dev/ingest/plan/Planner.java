package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Verification;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.SourceType;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.Naming;
import dev.ingest.job.option.ClusterMode;
import dev.ingest.job.option.FileOptions;
import dev.ingest.source.Capability;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Turns a row and what is known about its table into a plan. Asks nobody; the same input gives the same plan. */
public final class Planner {
    private final Function<SourceType, SourceRules> rulesOf;
    private final ToIntFunction<SettingScope> readersOf;

    /** A planner of jobs that this process reads. */
    public Planner(Function<SourceType, SourceRules> rulesOf) {
        this(rulesOf, settings -> Runtime.getRuntime().availableProcessors());
    }

    /**
     * A planner that knows sources by {@code rulesOf}, which may refuse a type with an {@code IngestException}.
     *
     * @param readersOf how many slices of a table are read at once, by the table's settings
     */
    public Planner(Function<SourceType, SourceRules> rulesOf, ToIntFunction<SettingScope> readersOf) {
        this.rulesOf = rulesOf;
        this.readersOf = readersOf;
    }

    /** The job's identity, which no fault can hide. */
    public static JobKey key(JobRow row, SettingScope settings) {
        Naming naming = settings.value(SettingCatalog.NAMING);
        return new JobKey(
                Naming.SNAKE_CASE.of(row.sourceName()), naming.of(row.table().joined()));
    }

    /** What the job does with a table that changed: the row's cell, else the setting. */
    public static SchemaChange onSchemaChange(JobRow row, SettingScope settings) {
        return SchemaDrift.policy(row, settings);
    }

    /** dlt's pipeline name of the job, which is its schema's name too. */
    public static String pipeline(JobRow row, SettingScope settings) {
        return settings.value(SettingCatalog.PIPELINE_NAME)
                .orElseGet(() -> row.type().id() + "_to_adls_" + Naming.SNAKE_CASE.of(row.sourceName()));
    }

    /**
     * The columns whose numbers the source must be asked about before the plan: none unless users want them probed.
     *
     * @param stored what the lake stores of the table
     */
    public List<SourceColumn> probed(
            JobRow row, SettingScope settings, SourceDescription description, Optional<StoredSchema> stored) {
        SourceRules rules = rulesOf.apply(row.type());
        return new ColumnChoice(row, settings, rules, new ArrayList<>()).probed(description, stored);
    }

    /** The column whose keys the source must be asked about before the slices: none unless they are cut along one. */
    public Optional<KeyColumn> sliced(JobRow row, SettingScope settings, SourceDescription description) {
        SourceRules rules = rulesOf.apply(row.type());
        return new SliceChoice(row, settings, rules, readersOf, new ArrayList<>(), new ArrayList<>()).key(description);
    }

    /**
     * What speaks against the watermark of {@code inputs}: that it lies above all that the source holds.
     *
     * @return a sentence; empty where nothing does, or no cursor can be made of the row
     */
    public Optional<String> futureWatermark(JobRow row, SettingScope settings, PlanInputs inputs) {
        SourceRules rules = rulesOf.apply(row.type());
        List<Finding> findings = new ArrayList<>();
        List<PlannedColumn> columns = new ColumnChoice(row, settings, rules, findings).columns(inputs);
        return inputs.description()
                .flatMap(description ->
                        new CursorChoice(row, settings, rules, findings).cursor(description, columns, inputs))
                .flatMap(cursor -> new WindowWarnings(row, settings, inputs).future(cursor));
    }

    /** The plan of {@code row}, or every reason why there is none. */
    public Planned plan(JobRow row, SettingScope settings, RunMoment moment, PlanInputs inputs) {
        List<Finding> findings = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        SourceRules rules;
        try {
            rules = rulesOf.apply(row.type());
        } catch (IngestException e) {
            return Planned.refused(List.of(row.finding(JobColumn.SOURCE_TYPE, e.getMessage())), warnings);
        }
        try {
            JobPlan plan = decide(row, settings, rules, moment, inputs, findings, warnings);
            int changes = inputs.stored()
                    .map(stored -> SchemaDrift.between(stored, plan.landed()).size())
                    .orElse(0);
            return new Planned(
                    findings.isEmpty() ? Optional.of(plan) : Optional.empty(),
                    findings,
                    warnings,
                    inputs.horizon().map(Horizon::remarks).orElse(List.of()),
                    changes,
                    reach(plan, inputs));
        } catch (IngestException e) {
            // What stays is a setting that cannot be used, and settings hang on the source's name.
            findings.add(row.finding(JobColumn.SOURCE_NAME, e.getMessage()));
            return Planned.refused(findings, warnings);
        }
    }

    private JobPlan decide(
            JobRow row,
            SettingScope settings,
            SourceRules rules,
            RunMoment moment,
            PlanInputs inputs,
            List<Finding> findings,
            List<String> warnings) {
        Naming naming = settings.value(SettingCatalog.NAMING);
        JobKey key = key(row, settings);
        TableFolder.fault(row, key.table(), naming).ifPresent(findings::add);

        ColumnChoice choice = new ColumnChoice(row, settings, rules, findings);
        List<PlannedColumn> columns = choice.columns(inputs);
        MentionedColumns mentioned = new MentionedColumns(row, inputs, columns, naming, findings);
        List<String> partitions =
                mentioned.landedNames(JobColumn.PARTITION_BY, row.landing().partitionBy(), List.of("date"));
        List<String> clusters =
                mentioned.landedNames(JobColumn.CLUSTER_BY, row.landing().clusterBy(), List.of());

        if (row.extraction().query().isPresent() && !rules.capabilities().contains(Capability.QUERY)) {
            findings.add(row.finding(JobColumn.QUERY, row.type().label() + " sources read no query. Empty the cell."));
        }
        row.extraction()
                .query()
                .flatMap(rules::conditionFault)
                .ifPresent(fault -> findings.add(row.finding(
                        JobColumn.QUERY, "the file of query is not one query: " + fault + ". Correct it.")));
        row.reading()
                .where()
                .flatMap(rules::conditionFault)
                .ifPresent(fault -> findings.add(row.finding(
                        JobColumn.WHERE, "where is not one closed condition: " + fault + ". Correct the cell.")));

        CursorChoice cursors = new CursorChoice(row, settings, rules, findings);
        Optional<Cursor> cursor = row.loadType() == LoadType.FULL
                ? Optional.empty()
                : inputs.description().flatMap(description -> cursors.cursor(description, columns, inputs));
        Window window =
                row.loadType() == LoadType.FULL ? Window.ALL : new WindowChoice(row, findings).window(cursor, inputs);
        List<Slice> slices = new SliceChoice(row, settings, rules, readersOf, findings, warnings).slices(inputs);

        if (settings.value(SettingCatalog.VERIFY) == Verification.COUNT
                && !rules.capabilities().contains(Capability.COUNT)) {
            findings.add(row.finding(
                    JobColumn.SOURCE_NAME,
                    "verify = \"count\" has the source count its rows, which "
                            + row.type().label() + " sources cannot. Remove verify from its settings."));
        }

        Target target = new Target(
                settings.value(SettingCatalog.LAYOUT),
                pipeline(row, settings),
                moment.start(),
                moment.date(),
                settings.value(SettingCatalog.FULL_MODE),
                partitions,
                clusters,
                files(settings),
                settings.value(SettingCatalog.CLUSTER),
                settings.value(SettingCatalog.ADD_DLT_LOAD_ID) ? LoadIdColumn.ADDED : LoadIdColumn.ABSENT);
        JobPlan plan = new JobPlan(
                key,
                row.name(),
                row.loadType(),
                primaryKey(row, inputs, columns, naming, findings),
                new Reading(
                        row.type(),
                        SettingSection.table(row.sourceName(), row.tableText()),
                        row.extraction()
                                .named(inputs.description()
                                        .map(SourceDescription::table)
                                        .orElse(row.table())),
                        columns,
                        cursor,
                        window,
                        settings.value(SettingCatalog.CLUSTER) == ClusterMode.QUERY ? clusters : List.of(),
                        inputs.description().map(SourceDescription::snapshot).orElse(Snapshot.ALONE),
                        slices),
                target);

        inputs.stored()
                .ifPresent(stored -> SchemaDrift.between(stored, plan.landed())
                        .report(row, SchemaDrift.policy(row, settings), findings, warnings));
        SchemaDrift.kept(row, columns).ifPresent(warnings::add);
        warnings.addAll(new WindowWarnings(row, settings, inputs).collect(cursor));
        return plan;
    }

    private static Planned.Reach reach(JobPlan plan, PlanInputs inputs) {
        Optional<Bound> horizon = inputs.horizon().flatMap(Horizon::high);
        return horizon.isPresent()
                        && !plan.reading().window().high().equals(horizon)
                        && plan.loadType() != LoadType.FULL
                ? Planned.Reach.LOAD_WINDOW
                : Planned.Reach.HORIZON;
    }

    private static List<String> primaryKey(
            JobRow row, PlanInputs inputs, List<PlannedColumn> columns, Naming naming, List<Finding> findings) {
        if (!row.landing().primaryKey().isEmpty()) {
            return new MentionedColumns(row, inputs, columns, naming, findings)
                    .landedNames(JobColumn.PRIMARY_KEY, row.landing().primaryKey(), List.of());
        }
        List<String> declared =
                inputs.description().map(SourceDescription::primaryKey).orElse(List.of());
        // What lands beside a column comes behind it, and is no part of the key.
        Map<String, String> landed = new LinkedHashMap<>();
        columns.stream()
                .filter(column -> declared.contains(column.source()))
                .forEach(column ->
                        landed.putIfAbsent(column.source(), column.column().name()));
        return List.copyOf(landed.values());
    }

    private static FileOptions files(SettingScope settings) {
        return new FileOptions(
                settings.value(SettingCatalog.COMPRESSION),
                settings.value(SettingCatalog.ROW_GROUP_ROWS),
                settings.value(SettingCatalog.ROW_GROUP_BYTES),
                settings.value(SettingCatalog.FILE_BYTES));
    }
}
