package dev.ingest.config.workbook;

import dev.ingest.config.workbook.SheetCell.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Reads the rows of one sheet. Rows and cells need not say where they stand: then they follow the one before. */
final class SheetReader {
    private final XmlPart part;
    private final List<String> strings;
    private final CellFormats formats;
    private final DateEpoch epoch;

    SheetReader(XmlPart part, List<String> strings, CellFormats formats, DateEpoch epoch) {
        this.part = part;
        this.strings = strings;
        this.formats = formats;
        this.epoch = epoch;
    }

    /** The rows that hold something, in order. */
    List<SheetRow> rows() throws XMLStreamException {
        List<SheetRow> rows = new ArrayList<>();
        int number = 0;
        while (part.next()) {
            if (part.starts("row")) {
                number = part.number("r", number + 1);
                Map<Integer, SheetCell> cells = cells(number);
                if (cells.values().stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(new SheetRow(number, cells));
                }
            }
        }
        return rows;
    }

    private Map<Integer, SheetCell> cells(int row) throws XMLStreamException {
        Map<Integer, SheetCell> cells = new HashMap<>();
        int column = -1;
        while (part.next() && !part.ends("row")) {
            if (part.starts("c")) {
                int next = column + 1;
                column = part.attribute("r").map(SheetCell::columnOf).orElse(next);
                cells.put(column, cell(SheetCell.referenceOf(column, row)));
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
                valued = true;
            } else if (part.starts("is")) {
                value = SharedStrings.richText(part, "is");
                valued = true;
            } else if (part.starts("f")) {
                formula = true;
            }
        }
        return formula && !valued
                ? new SheetCell(reference, Kind.UNCALCULATED, "")
                : typed(reference, type, value, format);
    }

    private SheetCell typed(String reference, String type, String value, DateFormat format) {
        return switch (type) {
            case "s" -> text(reference, shared(value));
            case "b" -> new SheetCell(reference, Kind.BOOLEAN, value.equals("1") ? "TRUE" : "FALSE");
            case "e" -> new SheetCell(reference, Kind.ERROR, value);
            case "str" -> text(reference, CellText.unescaped(value));
            case "inlineStr" -> text(reference, value);
            case "d" -> text(reference, value.replace('T', ' '));
            default -> number(reference, CellText.stripped(value), format);
        };
    }

    private static SheetCell text(String reference, String value) {
        return new SheetCell(reference, Kind.TEXT, CellText.stripped(value));
    }

    private SheetCell number(String reference, String value, DateFormat format) {
        if (value.isEmpty()) {
            return new SheetCell(reference, Kind.TEXT, "");
        }
        return format == DateFormat.NONE
                ? new SheetCell(reference, Kind.NUMBER, CellText.number(value))
                : new SheetCell(reference, Kind.DATE, CellText.date(value, format, epoch));
    }

    private String shared(String index) {
        int at = Integer.parseInt(CellText.stripped(index));
        if (at < 0 || at >= strings.size()) {
            throw new IllegalArgumentException("a cell names the shared string " + at + " of " + strings.size());
        }
        return strings.get(at);
    }
}
