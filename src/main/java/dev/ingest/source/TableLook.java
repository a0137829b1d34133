package dev.ingest.source;

import dev.ingest.job.name.TableName;
import java.util.List;

/**
 * What the first rows of a table show, where no catalogue tells it.
 *
 * @param table as a job names it
 * @param columns as they would land
 * @param candidates columns that can be a watermark, in their order
 * @param remarks what else was seen, a clause each: {@code records at data.items}
 */
public record TableLook(
        TableName table, List<SourceColumn> columns, List<CursorCandidate> candidates, List<String> remarks) {
    public TableLook {
        columns = List.copyOf(columns);
        candidates = List.copyOf(candidates);
        remarks = List.copyOf(remarks);
    }
}
