package dev.ingest.config.workbook.sheet;

import dev.ingest.config.workbook.sheet.SheetCell.Kind;
import dev.ingest.job.name.Blanks;
import java.util.EnumMap;
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
    /** Most cells of a sheet of jobs say what cells above them say. */
    private final Map<Kind, Map<String, SheetCell>> kept = new EnumMap<>(Kind.class);

    SheetReader(XmlPart part, List<String> strings, CellFormats formats, DateEpoch epoch) {
        this.part = part;
        this.strings = strings;
        this.formats = formats;
        this.epoch = epoch;
    }

    /** The rows that hold something, in order, and the formulas that several cells share. */
    SheetRows rows() throws XMLStreamException {
        Map<Integer, SheetRow> rows = new LinkedHashMap<>();
        int end = 0;
        boolean data = false;
        while (part.next()) {
            if (part.starts("sheetData")) {
                data = true;
            } else if (part.ends("sheetData")) {
                data = false;
            } else if (data && part.starts("row")) {
                row(rows);
            } else if (part.starts("mergeCell")) {
                end = Math.max(
                        end,
                        part.attribute("ref")
                                .map(CellRange::parse)
                                .map(CellRange::bottom)
                                .orElse(0));
            }
        }
        for (int row : rows.keySet()) {
            end = Math.max(end, row);
        }
        return new SheetRows(List.copyOf(rows.values()), groups, end);
    }

    private void row(Map<Integer, SheetRow> rows) throws XMLStreamException {
        position.row(part.attribute("r"));
        SheetRow row = new SheetRow(position.row(), cells());
        if (!row.cells().isEmpty() && rows.put(row.number(), row) != null) {
            throw new XMLStreamException("its row " + row.number() + " stands there twice");
        }
    }

    private Map<Integer, SheetCell> cells() throws XMLStreamException {
        Map<Integer, SheetCell> cells = new HashMap<>();
        while (part.next() && !part.ends("row")) {
            if (part.starts("c")) {
                position.cell(part.attribute("r"));
                if (cells.put(position.column(), kept(cell())) != null) {
                    String reference = CellRange.referenceOf(position.column(), position.row());
                    throw new XMLStreamException("its cell " + reference + " stands there twice");
                }
            }
        }
        cells.values().removeIf(SheetCell::isBlank);
        return cells;
    }

    private SheetCell kept(SheetCell cell) {
        SheetCell same =
                kept.computeIfAbsent(cell.kind(), kind -> new HashMap<>()).putIfAbsent(cell.exact(), cell);
        return same == null ? cell : same;
    }

    private SheetCell cell() throws XMLStreamException {
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
        return formula && !valued ? new SheetCell(Kind.UNCALCULATED, "") : typed(type, value, format);
    }

    private SheetCell typed(String type, String value, DateFormat format) {
        String bare = Blanks.stripped(value);
        if (bare.isEmpty()) {
            return SheetCell.BLANK;
        }
        return switch (type) {
            case "s" -> shared(bare);
            case "str", "inlineStr" -> SheetCell.text(value);
            case "b" -> new SheetCell(Kind.BOOLEAN, bool(bare));
            case "e" -> new SheetCell(Kind.ERROR, bare);
            case "d" -> SheetCell.text(bare.replace('T', ' '));
            default ->
                format == DateFormat.NONE
                        ? new SheetCell(Kind.NUMBER, CellText.number(bare))
                        : new SheetCell(Kind.DATE, CellText.date(bare, format, epoch));
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

    private SheetCell shared(String index) {
        try {
            return SheetCell.text(strings.get(Integer.parseInt(index)));
        } catch (NumberFormatException | IndexOutOfBoundsException none) {
            return new SheetCell(Kind.ERROR, "'no shared string " + index + "'");
        }
    }
}
