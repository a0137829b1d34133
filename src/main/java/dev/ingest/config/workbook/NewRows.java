package dev.ingest.config.workbook;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.workbook.patch.SheetCells;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rows for jobs that a sheet does not have yet, below all that stands in it.
 *
 * @param cells what they hold
 * @param jobs those that they are for
 */
record NewRows(SheetCells cells, List<NewJob> jobs) {

    static NewRows of(SheetContent content, List<NewJob> wanted) {
        Set<List<String>> known = new HashSet<>();
        content.rows().forEach(row -> known.add(named(content.name(row))));
        List<NewJob> jobs = new ArrayList<>();
        Map<Integer, Map<Integer, String>> rows = new HashMap<>();
        for (NewJob job : wanted) {
            boolean written = known.contains(name(job.sourceName(), job.exact()));
            if (known.add(name(job.sourceName(), job.table())) && !written) {
                jobs.add(job);
                rows.put(content.end() + jobs.size(), cells(content.header(), job));
            }
        }
        return new NewRows(new SheetCells(rows, content.end() + 1), jobs);
    }

    private static Map<Integer, String> cells(SheetHeader header, NewJob job) {
        Map<Integer, String> cells = new HashMap<>();
        Map.of(
                        JobColumn.SOURCE_TYPE, job.type().id(),
                        JobColumn.SOURCE_NAME, job.sourceName(),
                        JobColumn.TABLE_NAME, job.table().toString(),
                        JobColumn.LOAD_TYPE, LoadType.FULL.name(),
                        JobColumn.ENABLED, "N")
                .forEach((column, text) -> header.position(column).ifPresent(position -> cells.put(position, text)));
        return cells;
    }

    /** What no table's name is cannot be one of those that are to be added. */
    private static List<String> named(List<String> sourceAndTable) {
        try {
            return name(sourceAndTable.get(0), TableName.parse(sourceAndTable.get(1)));
        } catch (IllegalArgumentException noName) {
            return sourceAndTable;
        }
    }

    private static List<String> name(String source, TableName table) {
        List<String> name = new ArrayList<>();
        name.add(source);
        table.parts().forEach(part -> name.add(part.toLowerCase(Locale.ROOT)));
        return name;
    }
}
