package dev.ingest.config.workbook.patch;

import dev.ingest.config.workbook.sheet.CellPosition;
import dev.ingest.config.workbook.sheet.CellRange;
import dev.ingest.config.workbook.sheet.CellText;
import dev.ingest.job.name.Blanks;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Texts for cells of a sheet. Everything but those cells is copied as it is written. */
final class SheetPatch {
    private final SheetCells cells;
    private final TextStyles styles;
    private final Set<String> formulas = new HashSet<>();

    SheetPatch(SheetCells cells, TextStyles styles) {
        this.cells = cells;
        this.styles = styles;
    }

    /** The cells whose formulas gave way. */
    Set<String> formulas() {
        return formulas;
    }

    /** Copies the sheet; an {@code IOException} when it lacks one of the rows that it had. */
    void copy(Markup sheet, Writer out) throws IOException {
        CellPosition position = new CellPosition();
        NavigableMap<Integer, Map<Integer, String>> left = cells.byRow();
        Map<Integer, Integer> columnStyles = new HashMap<>();
        String prefix = "";
        boolean data = false;
        while (sheet.next()) {
            if (data && sheet.starts("row")) {
                position.row(sheet.attribute("r"));
                create(left.headMap(position.row(), false), prefix, columnStyles, out);
                Map<Integer, String> texts = left.remove(position.row());
                if (texts != null) {
                    row(sheet, out, position, new TreeMap<>(texts), columnStyles);
                    continue;
                }
            } else if (sheet.starts("sheetData")) {
                data = !sheet.isEmptyElement();
                prefix = sheet.prefix();
            } else if (sheet.ends("sheetData")) {
                create(left, prefix, columnStyles, out);
                data = false;
            } else if (!data && sheet.starts("col")) {
                cells.columns()
                        .filter(column -> spans(sheet, column))
                        .forEach(column -> columnStyles.put(column, number(sheet, "style")));
            } else if (!data && sheet.starts("dimension")) {
                out.write(dimension(sheet));
                continue;
            }
            out.write(sheet.piece());
        }
        if (!left.isEmpty()) {
            throw lacking();
        }
    }

    /** Writes the rows that the sheet does not have, and takes them out of {@code rows}. */
    private void create(
            NavigableMap<Integer, Map<Integer, String>> rows,
            String prefix,
            Map<Integer, Integer> columnStyles,
            Writer out)
            throws IOException {
        for (Map.Entry<Integer, Map<Integer, String>> row : rows.entrySet()) {
            if (row.getKey() < cells.fresh()) {
                throw lacking();
            }
            out.write("<" + prefix + "row r=\"" + row.getKey() + "\">");
            for (Map.Entry<Integer, String> cell : new TreeMap<>(row.getValue()).entrySet()) {
                int style = columnStyles.getOrDefault(cell.getKey(), 0);
                out.write(fresh(prefix, row.getKey(), cell, style));
            }
            out.write("</" + prefix + "row>");
        }
        rows.clear();
    }

    private static IOException lacking() {
        return new IOException("it lacks a row that it had");
    }

    private static boolean spans(Markup col, int column) {
        return number(col, "min") <= column + 1 && column + 1 <= number(col, "max");
    }

    private String dimension(Markup sheet) {
        return sheet.attribute("ref")
                .map(CellRange::parse)
                .filter(range -> !cells.around(range).equals(range))
                .map(range ->
                        Markup.with(sheet.piece(), "ref", cells.around(range).toString()))
                .orElse(sheet.piece());
    }

    private void row(
            Markup sheet,
            Writer out,
            CellPosition position,
            NavigableMap<Integer, String> texts,
            Map<Integer, Integer> columnStyles)
            throws IOException {
        Optional<Integer> rowStyle = sheet.attribute("customFormat")
                .filter(said -> said.equals("1") || said.equals("true"))
                .map(said -> number(sheet, "s"));
        String prefix = sheet.prefix();
        boolean empty = sheet.isEmptyElement();
        out.write(empty ? sheet.piece().replaceFirst("\\s*/>$", ">") : sheet.piece());
        while (!empty && sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                position.cell(sheet.attribute("r"));
                before(position.column(), texts, prefix, position.row(), rowStyle, columnStyles, out);
                String text = texts.remove(position.column());
                if (text != null) {
                    cell(sheet, out, CellRange.referenceOf(position.column(), position.row()), text);
                    continue;
                }
            }
            out.write(sheet.piece());
        }
        before(Integer.MAX_VALUE, texts, prefix, position.row(), rowStyle, columnStyles, out);
        out.write(empty ? "</" + prefix + "row>" : sheet.piece());
    }

    /** Writes the cells that the row does not have, up to {@code column}, and takes them out of {@code texts}. */
    private void before(
            int column,
            NavigableMap<Integer, String> texts,
            String prefix,
            int row,
            Optional<Integer> rowStyle,
            Map<Integer, Integer> columnStyles,
            Writer out)
            throws IOException {
        NavigableMap<Integer, String> due = texts.headMap(column, false);
        for (Map.Entry<Integer, String> cell : due.entrySet()) {
            int style = rowStyle.orElse(columnStyles.getOrDefault(cell.getKey(), 0));
            out.write(fresh(prefix, row, cell, style));
        }
        due.clear();
    }

    private String fresh(String prefix, int row, Map.Entry<Integer, String> cell, int style) {
        return cell(
                prefix, Optional.of(CellRange.referenceOf(cell.getKey(), row)), styles.twin(style), cell.getValue());
    }

    /** Writes the text in place of the present cell. */
    private void cell(Markup sheet, Writer out, String reference, String text) throws IOException {
        String prefix = sheet.prefix();
        Optional<String> said = sheet.attribute("r");
        int style = number(sheet, "s");
        while (!sheet.ends("c") && sheet.next()) {
            if (sheet.starts("f")) {
                formulas.add(reference);
            }
        }
        out.write(cell(prefix, said, styles.twin(style), text));
    }

    /** Not as an inline string: POI, and so what is built on it, cannot put another text in the place of one. */
    private static String cell(String prefix, Optional<String> reference, int style, String text) {
        String tag = "<" + prefix + "c"
                + reference.map(said -> " r=\"" + said + "\"").orElse("") + (style > 0 ? " s=\"" + style + "\"" : "");
        String space = Blanks.stripped(text).equals(text) ? "" : " xml:space=\"preserve\"";
        return text.isEmpty()
                ? tag + "/>"
                : tag + " t=\"str\"><" + prefix + "v" + space + ">" + CellText.escaped(text) + "</" + prefix + "v></"
                        + prefix + "c>";
    }

    private static int number(Markup tag, String attribute) {
        return tag.attribute(attribute).map(Integer::parseInt).orElse(0);
    }
}
