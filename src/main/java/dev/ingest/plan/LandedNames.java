package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRow;
import dev.ingest.job.Naming;
import dev.ingest.job.NearMatch;
import dev.ingest.job.PlannedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the landed names of columns that a row mentions by their source name or by their landed one. */
final class LandedNames {
    private final JobRow row;
    private final List<PlannedColumn> columns;
    private final Naming naming;
    private final List<Finding> findings;

    LandedNames(JobRow row, List<PlannedColumn> columns, Naming naming, List<Finding> findings) {
        this.row = row;
        this.columns = columns;
        this.naming = naming;
        this.findings = findings;
    }

    /**
     * The landed names of {@code written}; a finding for each that the table lacks.
     *
     * @param also names that count without a column
     */
    List<String> of(JobColumn cell, List<String> written, List<String> also) {
        List<String> landed = new ArrayList<>();
        for (String name : written) {
            Optional<String> found = find(name);
            if (found.isPresent()) {
                landed.add(found.get());
            } else if (columns.isEmpty() || also.contains(name)) {
                landed.add(naming.of(name));
            } else {
                findings.add(row.finding(cell, "the table has no column '" + name + "'." + near(name)));
            }
        }
        return landed;
    }

    private Optional<String> find(String name) {
        return columns.stream()
                .filter(column -> column.source().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.source().equalsIgnoreCase(name)
                                || column.column().name().equals(name))
                        .findFirst())
                .map(column -> column.column().name());
    }

    private String near(String name) {
        return NearMatch.question(
                name, columns.stream().map(PlannedColumn::source).toList());
    }
}
