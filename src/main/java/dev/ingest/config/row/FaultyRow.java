package dev.ingest.config.row;

import dev.ingest.config.Finding;
import java.util.List;

/**
 * An enabled row of the workbook that is no job.
 *
 * @param name the job as far as the row names one: {@code source_name.table_name}
 * @param findings why; none where a fault of the header says it
 */
public record FaultyRow(String name, List<Finding> findings) {
    public FaultyRow {
        findings = List.copyOf(findings);
    }
}
