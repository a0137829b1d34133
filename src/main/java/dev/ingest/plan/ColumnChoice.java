package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.ColumnSelection;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.SettingSection;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses which columns a load reads, how, and under which names they land. */
final class ColumnChoice {
    private static final String OFFSET = "_offset";

    private final JobRow row;
    private final SettingScope settings;
    private final SourceRules rules;
    private final ColumnTyping typing;
    private final List<Finding> findings;

    ColumnChoice(JobRow row, SettingScope settings, SourceRules rules, List<Finding> findings) {
        this.row = row;
        this.settings = settings;
        this.rules = rules;
        this.typing = new ColumnTyping(
                settings,
                SettingSection.table(row.sourceName(), row.tableText()),
                rules,
                SchemaDrift.policy(row, settings));
        this.findings = findings;
    }

    /** The columns that the row wants, none before the table is known; a finding for each that cannot be read. */
    List<PlannedColumn> columns(PlanInputs inputs) {
        return inputs.description()
                .map(description -> columns(description, inputs))
                .orElse(List.of());
    }

    /** The columns among those wanted whose numbers are to be probed. */
    List<SourceColumn> probed(SourceDescription description, Optional<StoredSchema> stored) {
        Map<String, String> overrides = overrides(description);
        return wanted(description).stream()
                .filter(column ->
                        !overrides.containsKey(column.name()) && typing.isProbed(column, stored(column, stored)))
                .toList();
    }

    private List<PlannedColumn> columns(SourceDescription description, PlanInputs inputs) {
        Map<String, String> overrides = overrides(description);
        List<PlannedColumn> planned = new ArrayList<>();
        for (SourceColumn column : wanted(description)) {
            planned(column, Optional.ofNullable(overrides.get(column.name())), inputs)
                    .ifPresent(one -> {
                        planned.add(one);
                        offset(column, one, inputs).ifPresent(planned::add);
                    });
        }
        if (planned.isEmpty() && findings.isEmpty()) {
            findings.add(row.finding(JobColumn.TABLE_NAME, "the table has no columns, so there is nothing to land."));
        }
        reportCollisions(planned);
        reportLoadId(planned);
        return planned;
    }

    private Optional<PlannedColumn> planned(SourceColumn column, Optional<String> override, PlanInputs inputs) {
        try {
            Optional<ColumnType> stored = stored(column, inputs.stored());
            ColumnTyping.Typed typed = typing.typed(
                    column,
                    override,
                    stored,
                    Optional.ofNullable(inputs.widths().get(column.name())));
            ColumnReading reading = typed.reading();
            Column landed = new Column(landed(column), reading.type(), nullability(column));
            return Optional.of(new PlannedColumn(
                    column.name(), column.declaredType(), reading.reading(), landed, stored, typed.evolved()));
        } catch (IngestException | IllegalArgumentException e) {
            findings.add(row.finding(JobColumn.TABLE_NAME, "column '" + column.name() + "': " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** What lands beside instants of their clocks. */
    private Optional<PlannedColumn> offset(SourceColumn column, PlannedColumn instant, PlanInputs inputs) {
        Naming naming = settings.value(SettingCatalog.NAMING);
        String name = naming.of(column.name() + OFFSET);
        return typing.offset(column, instant.column().type())
                .map(reading -> new PlannedColumn(
                        column.name(),
                        column.declaredType(),
                        reading.reading(),
                        new Column(name, reading.type(), column.nullability()),
                        stored(name, inputs.stored())));
    }

    private String landed(SourceColumn column) {
        return rules.landedName(column, settings.value(SettingCatalog.NAMING));
    }

    private Optional<ColumnType> stored(SourceColumn column, Optional<StoredSchema> stored) {
        return stored(landed(column), stored);
    }

    private static Optional<ColumnType> stored(String landed, Optional<StoredSchema> stored) {
        return stored.stream()
                .flatMap(schema -> schema.schema().columns().stream())
                .filter(candidate -> candidate.name().equals(landed))
                .map(Column::type)
                .findFirst();
    }

    /** Values that a type cannot hold may become nulls, whatever the source promises. */
    private Nullability nullability(SourceColumn column) {
        return settings.value(SettingCatalog.UNREPRESENTABLE) == Unrepresentable.NULL
                ? Nullability.NULLABLE
                : column.nullability();
    }

    private List<SourceColumn> wanted(SourceDescription description) {
        ColumnSelection selection = row.reading().columns();
        Map<SourceColumn, String> named = new LinkedHashMap<>();
        for (String name : selection.names()) {
            Optional<SourceColumn> found = find(description, name);
            if (found.isEmpty()) {
                findings.add(row.finding(
                        JobColumn.COLUMNS, "the table has no column '" + name + "'." + near(description, name)));
                continue;
            }
            String former = named.putIfAbsent(found.get(), name);
            if (former != null) {
                findings.add(row.finding(
                        JobColumn.COLUMNS,
                        "'" + former + "' and '" + name + "' are the same column. Leave one of them out."));
            }
        }
        if (selection.kind() == ColumnSelection.Kind.ONLY) {
            return List.copyOf(named.keySet());
        }
        List<SourceColumn> others = description.columns().stream()
                .filter(column -> !named.containsKey(column))
                .toList();
        if (others.isEmpty() && !named.isEmpty()) {
            findings.add(row.finding(JobColumn.COLUMNS, "every column is left out. Leave one in."));
        }
        return others;
    }

    /** Whether the row's cell columns keeps {@code column} from being read. */
    static boolean isLeftOut(JobRow row, SourceDescription description, SourceColumn column) {
        ColumnSelection selection = row.reading().columns();
        boolean named = selection.names().stream()
                .anyMatch(name -> find(description, name).filter(column::equals).isPresent());
        return named == (selection.kind() == ColumnSelection.Kind.ALL_BUT);
    }

    /** The overrides by exact source name. */
    private Map<String, String> overrides(SourceDescription description) {
        Map<String, String> overrides = new HashMap<>();
        settings.section("columns").forEach((name, type) -> {
            Optional<SourceColumn> found = find(description, name);
            found.ifPresentOrElse(
                    column -> overrides.put(column.name(), type),
                    () -> findings.add(new Finding(
                            settings.lookedFor("columns." + name),
                            "the table has no column '" + name + "'." + near(description, name))));
        });
        return overrides;
    }

    /** The column that users call {@code written}, in double quotes or without, by its name or as that lands. */
    static Optional<SourceColumn> find(SourceDescription description, String written) {
        boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        return named(description, written)
                .or(() -> quoted
                        ? named(
                                description,
                                written.substring(1, written.length() - 1).replace("\"\"", "\""))
                        : Optional.empty())
                .or(() -> named(description, Naming.SNAKE_CASE.ofPath(written)));
    }

    private static Optional<SourceColumn> named(SourceDescription description, String name) {
        return description.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> description.columns().stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    static String near(SourceDescription description, String name) {
        return NearMatch.question(
                name, description.columns().stream().map(SourceColumn::name).toList());
    }

    private void reportLoadId(List<PlannedColumn> planned) {
        String added = LoadIdColumn.COLUMN.name();
        if (settings.value(SettingCatalog.ADD_DLT_LOAD_ID)) {
            planned.stream()
                    .filter(column -> column.column().name().equals(added))
                    .forEach(column -> findings.add(row.finding(
                            JobColumn.TABLE_NAME,
                            "column '" + column.source() + "' would land as '" + added
                                    + "', which add_dlt_load_id adds. Leave it out with the columns cell, or set"
                                    + " add_dlt_load_id = false.")));
        }
    }

    private void reportCollisions(List<PlannedColumn> planned) {
        Map<String, String> sources = new HashMap<>();
        for (PlannedColumn column : planned) {
            String landed = column.column().name();
            String first = sources.putIfAbsent(landed, column.source());
            if (column.source().equals(first)) {
                findings.add(row.finding(
                        JobColumn.QUERY,
                        "the query has two columns '" + first + "'. Name one of them otherwise, by AS."));
            } else if (first != null) {
                findings.add(row.finding(
                        JobColumn.TABLE_NAME,
                        "columns '" + first + "' and '" + column.source() + "' would both land as '" + landed
                                + "'. Leave one out with the columns cell, or set "
                                + (landed.endsWith(OFFSET) && settings.value(SettingCatalog.OFFSET_COLUMNS)
                                        ? "offset_columns = false."
                                        : "naming = \"direct\".")));
            }
        }
    }
}
