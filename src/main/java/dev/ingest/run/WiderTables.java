package dev.ingest.run;

import dev.ingest.config.SchemaChange;
import dev.ingest.data.Column;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StoredSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns and nested tables that were seen only as rows were read, beside those that the lake stores. */
final class WiderTables {
    private final List<String> changes = new ArrayList<>();
    private final JobPlan plan;

    private WiderTables(JobPlan plan) {
        this.plan = plan;
    }

    /** What {@code result} has beyond the plan and {@code stored}; nothing for a table that is new as a whole. */
    static WiderTables of(JobPlan plan, Optional<StoredSchema> stored, LoadResult result) {
        WiderTables wider = new WiderTables(plan);
        stored.ifPresent(known -> result.tables().forEach(table -> wider.compare(table, known)));
        return wider;
    }

    private void compare(StagedTable table, StoredSchema known) {
        boolean own = table.parent().isEmpty();
        Optional<Schema> before = own
                ? Optional.of(plan.landed())
                : known.nested().entrySet().stream()
                        .filter(entry ->
                                table.name().equals(plan.key().table() + "__" + String.join("__", entry.getKey())))
                        .map(Map.Entry::getValue)
                        .findFirst();
        if (before.isEmpty()) {
            changes.add("table '" + table.name() + "' is new");
            return;
        }
        Set<String> names = before.get().columns().stream().map(Column::name).collect(Collectors.toSet());
        table.landed().columns().stream()
                .filter(column -> !names.contains(column.name()))
                .forEach(column -> changes.add("column '" + column.name() + "'"
                        + (own ? "" : " of '" + table.name() + "'") + " is new (" + column.type() + ")"));
    }

    /** Each as a sentence. */
    List<String> sentences() {
        return changes.stream()
                .map(change -> "Schema of " + plan.name() + " changed: " + change)
                .toList();
    }

    /** Fails the job where users want nothing new. */
    void judge(SchemaChange policy) {
        if (policy == SchemaChange.FREEZE && !changes.isEmpty()) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot land " + plan.name() + ": the table changed and on_schema_change is freeze: "
                            + String.join(", ", changes) + ". Set evolve to land it as it is now.");
        }
    }

    int size() {
        return changes.size();
    }
}
