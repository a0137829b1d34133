package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.SettingSection;
import dev.ingest.job.StoredSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a table differs from its schema as the lake last stored it. */
final class SchemaDrift {
    private final List<String> changes = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();

    private SchemaDrift() {}

    /** Compares names and types, each as people write it; the order of columns does not count. */
    static SchemaDrift between(StoredSchema stored, Schema landed) {
        SchemaDrift drift = new SchemaDrift();
        Map<String, Column> before = new LinkedHashMap<>();
        stored.schema().columns().forEach(column -> before.put(column.name(), column));
        for (Column now : landed.columns()) {
            Column old = before.remove(now.name());
            if (old == null) {
                drift.changes.add("column '" + now.name() + "' is new (" + now.type() + ")");
            } else if (!old.type().toString().equals(now.type().toString())) {
                drift.changed(old, now);
            }
        }
        before.keySet().forEach(name -> drift.changes.add("column '" + name + "' is missing"));
        return drift;
    }

    /** What the job does with a table that changed: the row's cell, else the setting. */
    static SchemaChange policy(JobRow row, SettingScope settings) {
        return row.landing().onSchemaChange().orElse(settings.value(SettingCatalog.ON_SCHEMA_CHANGE));
    }

    /** What an operator should know of columns that land as the lake stores them, and not as their source has them. */
    static Optional<String> kept(JobRow row, List<PlannedColumn> columns) {
        List<String> kept = columns.stream()
                .filter(column -> column.evolved().isPresent())
                .map(column -> "column '" + column.column().name() + "' is " + column.nativeType() + " and lands as "
                        + column.column().type() + ", as the lake stores it")
                .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of("Types of " + row.name() + " are kept: " + String.join(", ", kept));
    }

    int size() {
        return changes.size() + conflicts.size();
    }

    void report(JobRow row, SchemaChange policy, List<Finding> findings, List<String> warnings) {
        conflicts.forEach(conflict -> findings.add(row.finding(
                JobColumn.TABLE_NAME,
                conflict + " Files of both cannot be read together: give the column a type that holds both in "
                        + SettingSection.table(row.sourceName(), row.tableText())
                                .columns() + ", or load into a new table.")));
        if (policy == SchemaChange.FREEZE && !changes.isEmpty()) {
            findings.add(row.finding(
                    JobColumn.ON_SCHEMA_CHANGE,
                    "the table changed and on_schema_change is freeze: " + String.join(", ", changes)
                            + ". Set evolve to land it as it is now."));
        } else {
            changes.forEach(change -> warnings.add("Schema of " + row.name() + " changed: " + change));
        }
    }

    private void changed(Column old, Column now) {
        String what = "column '" + now.name() + "' changed from " + old.type() + " to " + now.type();
        if (ColumnType.readTogether(old.type(), now.type())) {
            changes.add(what);
        } else {
            conflicts.add(what + ".");
        }
    }
}
