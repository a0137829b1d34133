package dev.ingest.config.workbook;

import dev.ingest.config.Finding;
import dev.ingest.config.JobRow;
import java.util.List;

/**
 * The sheet of jobs.
 *
 * @param sheet its name
 * @param enabledRows the enabled rows without a fault, in sheet order
 * @param disabled rows with {@code enabled} N, whatever else they hold
 * @param findings every fault of the headers and of the enabled rows, in sheet order
 * @param warnings headers that mean nothing here
 */
public record JobSheet(
        String sheet, List<JobRow> enabledRows, int disabled, List<Finding> findings, List<Finding> warnings) {
    public JobSheet {
        enabledRows = List.copyOf(enabledRows);
        findings = List.copyOf(findings);
        warnings = List.copyOf(warnings);
    }
}
