package dev.ingest.config.workbook;

import dev.ingest.job.name.Blanks;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Texts for cells of one column of a sheet. Everything but those cells is copied as it is written. */
final class SheetPatch {
    private final int column;
    private final Map<Integer, String> texts;
    private final TextStyles styles;
    private final Set<String> formulas = new HashSet<>();

    /**
     * @param column from 0
     * @param texts for rows, from 1, that hold something
     */
    SheetPatch(int column, Map<Integer, String> texts, TextStyles styles) {
        this.column = column;
        this.texts = Map.copyOf(texts);
        this.styles = styles;
    }

    /** The cells whose formulas gave way. */
    Set<String> formulas() {
        return formulas;
    }

    /** Copies the sheet; an {@code IOException} when it lacks one of the rows. */
    void copy(Markup sheet, Writer out) throws IOException {
        CellPosition position = new CellPosition();
        int written = 0;
        int columnStyle = 0;
        boolean data = false;
        while (sheet.next()) {
            if (data && sheet.starts("row") && !sheet.isEmptyElement()) {
                position.row(sheet.attribute("r"));
                if (texts.containsKey(position.row())) {
                    row(sheet, out, position, columnStyle);
                    written++;
                    continue;
                }
            } else if (data && sheet.starts("row")) {
                position.row(sheet.attribute("r"));
            } else if (sheet.starts("sheetData")) {
                data = !sheet.isEmptyElement();
            } else if (sheet.ends("sheetData")) {
                data = false;
            } else if (!data && sheet.starts("col") && spansColumn(sheet)) {
                columnStyle = number(sheet, "style");
            }
            out.write(sheet.piece());
        }
        if (written != texts.size()) {
            throw new IOException("it lacks a row that it had");
        }
    }

    private boolean spansColumn(Markup col) {
        return number(col, "min") <= column + 1 && column + 1 <= number(col, "max");
    }

    private void row(Markup sheet, Writer out, CellPosition position, int columnStyle) throws IOException {
        boolean styled = sheet.attribute("customFormat")
                .filter(said -> said.equals("1") || said.equals("true"))
                .isPresent();
        int style = styled ? number(sheet, "s") : columnStyle;
        String prefix = sheet.prefix();
        String reference = CellRange.referenceOf(column, position.row());
        String text = texts.getOrDefault(position.row(), "");
        boolean pending = true;
        out.write(sheet.piece());
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                position.cell(sheet.attribute("r"));
                if (position.column() == column) {
                    cell(sheet, out, reference, text);
                    pending = false;
                    continue;
                }
                if (position.column() > column && pending) {
                    out.write(cell(prefix, Optional.of(reference), styles.twin(style), text));
                    pending = false;
                }
            }
            out.write(sheet.piece());
        }
        if (pending) {
            out.write(cell(prefix, Optional.of(reference), styles.twin(style), text));
        }
        out.write(sheet.piece());
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
