package dev.ingest.plan;

import dev.ingest.config.ColumnTypes;
import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRow;
import dev.ingest.config.NearMatch;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.UnboundedNumber;
import dev.ingest.config.Unrepresentable;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Naming;
import dev.ingest.job.PlannedColumn;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.Dialect;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses which columns a load reads, how, and under which names they land. */
final class ColumnChoice {
    private final JobRow row;
    private final SettingScope settings;
    private final Dialect dialect;
    private final List<Finding> findings;

    ColumnChoice(JobRow row, SettingScope settings, Dialect dialect, List<Finding> findings) {
        this.row = row;
        this.settings = settings;
        this.dialect = dialect;
        this.findings = findings;
    }

    /** The columns of {@code description} that the row wants; a finding for each that cannot be read. */
    List<PlannedColumn> columns(SourceDescription description) {
        Map<String, String> overrides = overrides(description);
        List<PlannedColumn> planned = new ArrayList<>();
        for (SourceColumn column : wanted(description)) {
            planned(column, Optional.ofNullable(overrides.get(column.name()))).ifPresent(planned::add);
        }
        if (planned.isEmpty() && findings.isEmpty()) {
            findings.add(row.finding(JobColumn.TABLE_NAME, "the table has no columns, so there is nothing to land."));
        }
        reportCollisions(planned);
        return planned;
    }

    private Optional<PlannedColumn> planned(SourceColumn column, Optional<String> override) {
        try {
            ColumnReading reading = dialect.reading(column, options(override));
            Naming naming = settings.value(SettingCatalog.NAMING);
            Column landed = new Column(naming.of(column.name()), reading.type(), nullability(column));
            return Optional.of(new PlannedColumn(column.name(), column.declaredType(), reading.reading(), landed));
        } catch (IngestException | IllegalArgumentException e) {
            findings.add(row.finding(JobColumn.TABLE_NAME, "column '" + column.name() + "': " + e.getMessage()));
            return Optional.empty();
        }
    }

    private ReadingOptions options(Optional<String> override) {
        Optional<ColumnType> type = override.map(ColumnTypes::parse);
        return new ReadingOptions(
                type,
                settings.value(SettingCatalog.UNBOUNDED_NUMBER)
                        .type()
                        .or(UnboundedNumber.DEFAULT::type)
                        .orElseThrow(),
                settings.value(SettingCatalog.TIMESTAMP_UNIT),
                ReadingOptions.Unrepresentable.valueOf(
                        settings.value(SettingCatalog.UNREPRESENTABLE).name()));
    }

    /** Values that a type cannot hold may become nulls, whatever the source promises. */
    private Nullability nullability(SourceColumn column) {
        return settings.value(SettingCatalog.UNREPRESENTABLE) == Unrepresentable.NULL
                ? Nullability.NULLABLE
                : column.nullability();
    }

    private List<SourceColumn> wanted(SourceDescription description) {
        if (row.columns().isEmpty()) {
            return description.columns();
        }
        List<SourceColumn> wanted = new ArrayList<>();
        for (String name : row.columns()) {
            Optional<SourceColumn> found = find(description, name);
            found.ifPresentOrElse(
                    wanted::add,
                    () -> findings.add(row.finding(
                            JobColumn.COLUMNS, "the table has no column '" + name + "'." + near(description, name))));
        }
        return wanted;
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

    static Optional<SourceColumn> find(SourceDescription description, String name) {
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

    private void reportCollisions(List<PlannedColumn> planned) {
        Map<String, String> sources = new HashMap<>();
        for (PlannedColumn column : planned) {
            String landed = column.column().name();
            String first = sources.putIfAbsent(landed, column.source());
            if (first != null) {
                findings.add(row.finding(
                        JobColumn.TABLE_NAME,
                        "columns '" + first + "' and '" + column.source() + "' would both land as '" + landed
                                + "'. Leave one out with the columns cell, or set naming = \"direct\"."));
            }
        }
    }
}
