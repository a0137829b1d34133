package dev.ingest.config;

import dev.ingest.MarkedTable;
import dev.ingest.config.row.JobColumn;
import java.io.IOException;

/** The table of the workbook's columns, as FEATURES.md shows it between two marks. */
final class WorkbookReference {
    static final MarkedTable TABLE = new MarkedTable("workbook");

    private WorkbookReference() {}

    /** Writes the table into FEATURES.md under the working folder. */
    public static void main(String[] arguments) throws IOException {
        TABLE.write(markdown());
    }

    static String markdown() {
        StringBuilder table = new StringBuilder("\n| column | meaning |\n|---|---|\n");
        for (JobColumn column : JobColumn.values()) {
            table.append("| `%s` | %s |\n"
                    .formatted(column.header(), column.description().replace("<", "&lt;")));
        }
        return table.append('\n').toString();
    }
}
