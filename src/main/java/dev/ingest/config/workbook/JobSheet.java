package dev.ingest.config.workbook;

import dev.ingest.config.Finding;
import dev.ingest.config.row.FaultyRow;
import dev.ingest.config.row.JobRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sheet of jobs.
 *
 * @param sheet its name
 * @param enabledRows the enabled rows without a fault, in sheet order
 * @param faulty the enabled rows with a fault, in sheet order
 * @param disabled rows with {@code enabled} N, whatever else they hold
 * @param sourceTypes what each {@code source_name} is, by all rows, enabled or not
 * @param headerFindings every fault of the header
 * @param warnings headers that mean nothing here
 */
public record JobSheet(
        String sheet,
        List<JobRow> enabledRows,
        List<FaultyRow> faulty,
        int disabled,
        Map<String, String> sourceTypes,
        List<Finding> headerFindings,
        List<Finding> warnings) {
    public JobSheet {
        enabledRows = List.copyOf(enabledRows);
        faulty = List.copyOf(faulty);
        sourceTypes = Map.copyOf(sourceTypes);
        headerFindings = List.copyOf(headerFindings);
        warnings = List.copyOf(warnings);
    }

    /** Every fault, those of the header first. */
    public List<Finding> findings() {
        return Stream.concat(headerFindings.stream(), faulty.stream().flatMap(row -> row.findings().stream()))
                .toList();
    }
}
