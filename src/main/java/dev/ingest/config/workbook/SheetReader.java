package dev.ingest.config.workbook;

import dev.ingest.config.workbook.SheetCell.Kind;
import dev.ingest.job.Blanks;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Reads the rows of one sheet. */
final class SheetReader {
    private final XmlPart part;
    private final List<String> strings;
    private final CellFormats formats;
    private final DateEpoch epoch;
    private final CellPosition position = new CellPosition();
    private final FormulaGroups groups = new FormulaGroups();

    SheetReader(XmlPart part, List<String> strings, CellFormats formats, DateEpoch epoch) {
        this.part = part;
        this.strings = strings;
        this.formats = formats;
        this.epoch = epoch;
    }

    /** The rows that hold something, in order, and the formulas that several cells share. */
    SheetRows rows() throws XMLStreamException {
        Map<Integer, SheetRow> rows = new LinkedHashMap<>();
        boolean data = false;
        while (part.next()) {
            if (part.starts("sheetData")) {
                data = true;
            } else if (part.ends("sheetData")) {
                data = false;
            } else if (data && part.starts("row")) {
                row(rows);
            }
        }
        return new SheetRows(List.copyOf(rows.values()), groups);
    }

    private void row(Map<Integer, SheetRow> rows) throws XMLStreamException {
        position.row(part.attribute("r"));
        SheetRow row = new SheetRow(position.row(), cells());
        if (row.cells().values().stream().anyMatch(cell -> !cell.isBlank()) && rows.put(row.number(), row) != null) {
            throw new XMLStreamException("its row " + row.number() + " stands there twice");
        }
    }

    private Map<Integer, SheetCell> cells() throws XMLStreamException {
        Map<Integer, SheetCell> cells = new HashMap<>();
        while (part.next() && !part.ends("row")) {
            if (part.starts("c")) {
                position.cell(part.attribute("r"));
                String reference = CellRange.referenceOf(position.column(), position.row());
                if (cells.put(position.column(), cell(reference)) != null) {
                    throw new XMLStreamException("its cell " + reference + " stands there twice");
                }
            }
        }
        return cells;
    }

    private SheetCell cell(String reference) throws XMLStreamException {
        String type = part.attribute("t").orElse("n");
        DateFormat format = formats.of(part.number("s", 0));
        String value = "";
        boolean formula = false;
        boolean valued = false;
        while (part.next() && !part.ends("c")) {
            if (part.starts("v")) {
                value = part.text();
                // An empty value is a text that a formula made, or what openpyxl writes of one that it cannot work out.
                valued = type.equals("str") || !Blanks.stripped(value).isEmpty();
            } else if (part.starts("is")) {
                type = "inlineStr";
                value = SharedStrings.richText(part, "is");
                valued = true;
            } else if (part.starts("f")) {
                formula = true;
                groups.add(position, part);
            }
        }
        return formula && !valued
                ? new SheetCell(reference, Kind.UNCALCULATED, "")
                : typed(reference, type, value, format);
    }

    private SheetCell typed(String reference, String type, String value, DateFormat format) {
        String bare = Blanks.stripped(value);
        if (bare.isEmpty()) {
            return SheetCell.text(reference, "");
        }
        return switch (type) {
            case "s" -> shared(reference, bare);
            case "str", "inlineStr" -> SheetCell.text(reference, value);
            case "b" -> new SheetCell(reference, Kind.BOOLEAN, bool(bare));
            case "e" -> new SheetCell(reference, Kind.ERROR, bare);
            case "d" -> SheetCell.text(reference, bare.replace('T', ' '));
            default ->
                format == DateFormat.NONE
                        ? new SheetCell(reference, Kind.NUMBER, CellText.number(bare))
                        : new SheetCell(reference, Kind.DATE, CellText.date(bare, format, epoch));
        };
    }

    /** {@code xsd:boolean} has two words for each. */
    private static String bool(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true" -> "TRUE";
            case "0", "false" -> "FALSE";
            default -> value;
        };
    }

    private SheetCell shared(String reference, String index) {
        try {
            return SheetCell.text(reference, strings.get(Integer.parseInt(index)));
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            return new SheetCell(reference, Kind.ERROR, "'no shared string " + index + "'");
        }
    }
}
