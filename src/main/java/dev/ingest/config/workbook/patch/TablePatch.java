package dev.ingest.config.workbook.patch;

import dev.ingest.config.workbook.sheet.CellRange;
import java.io.IOException;
import java.io.Writer;

/** One of Excel's tables, which grows when rows follow upon it, as it does when a person types them; not below its totals. */
final class TablePatch {
    private final SheetCells cells;
    private boolean grew;

    TablePatch(SheetCells cells) {
        this.cells = cells;
    }

    boolean grew() {
        return grew;
    }

    /** Copies the table's part. */
    void copy(Markup table, Writer out) throws IOException {
        boolean totals = false;
        while (table.next()) {
            if (table.starts("table")) {
                totals = !table.attribute("totalsRowCount").orElse("0").equals("0");
            }
            boolean range = !totals && (table.starts("table") || table.starts("autoFilter"));
            out.write(range ? grown(table) : table.piece());
        }
    }

    private String grown(Markup tag) {
        String said = tag.attribute("ref").orElse("");
        if (said.isEmpty()) {
            return tag.piece();
        }
        CellRange range = CellRange.parse(said);
        CellRange grown = cells.grown(range);
        grew |= !grown.equals(range);
        return grown.equals(range) ? tag.piece() : Markup.with(tag.piece(), "ref", grown.toString());
    }
}
