package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.name.Naming;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that a row mentions, by their source name or by their landed one. */
final class MentionedColumns {
    private final JobRow row;
    private final Optional<SourceDescription> table;
    private final List<PlannedColumn> columns;
    private final Naming naming;
    private final List<Finding> findings;

    MentionedColumns(
            JobRow row, PlanInputs inputs, List<PlannedColumn> columns, Naming naming, List<Finding> findings) {
        this.row = row;
        this.table = inputs.description();
        this.columns = columns;
        this.naming = naming;
        this.findings = findings;
    }

    /**
     * The landed names of {@code written}; a finding for each that the load lacks or that comes twice.
     *
     * @param also names that count without a column
     */
    List<String> landedNames(JobColumn cell, List<String> written, List<String> also) {
        Map<String, String> landed = new LinkedHashMap<>();
        for (String name : written) {
            Optional<String> found = find(name);
            if (found.isEmpty() && !columns.isEmpty() && !also.contains(name)) {
                lacking(cell, name);
                continue;
            }
            String former = landed.putIfAbsent(found.orElseGet(() -> naming.of(name)), name);
            if (former != null) {
                findings.add(row.finding(
                        cell, "'" + former + "' and '" + name + "' are the same column. Leave one of them out."));
            }
        }
        return List.copyOf(landed.keySet());
    }

    /** Nothing is said of a column that is read but could not be planned, which has a finding of its own. */
    private void lacking(JobColumn cell, String name) {
        Optional<SourceColumn> left = table.flatMap(description -> ColumnChoice.find(description, name));
        if (left.isEmpty()) {
            findings.add(row.finding(cell, "the table has no column '" + name + "'." + near(name)));
        } else if (table.filter(description -> ColumnChoice.isLeftOut(row, description, left.get()))
                .isPresent()) {
            findings.add(row.finding(
                    cell,
                    "the column '" + name + "' is left out by the cell columns. Have it read, or leave it out here."));
        }
    }

    private Optional<String> find(String name) {
        return columns.stream()
                .filter(column -> column.source().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.source().equalsIgnoreCase(name)
                                || column.column().name().equals(name)
                                || column.column().name().equals(Naming.SNAKE_CASE.ofPath(name)))
                        .findFirst())
                .map(column -> column.column().name());
    }

    private String near(String name) {
        return table.map(description -> ColumnChoice.near(description, name)).orElse("");
    }
}
