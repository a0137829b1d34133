package dev.ingest.config.workbook.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** The number formats of {@code styles.xml}, as far as they tell dates from numbers. */
final class CellFormats {
    private final List<DateFormat> ofStyle = new ArrayList<>();

    private CellFormats() {}

    /** The formats of a workbook without styles: none is a date. */
    static CellFormats none() {
        return new CellFormats();
    }

    static CellFormats read(XmlPart styles) throws XMLStreamException {
        CellFormats formats = new CellFormats();
        Map<Integer, DateFormat> custom = new HashMap<>();
        boolean cellStyles = false;
        while (styles.next()) {
            if (styles.starts("numFmt")) {
                custom.put(
                        styles.number("numFmtId", 0),
                        DateFormat.ofCode(styles.attribute("formatCode").orElse("")));
            } else if (styles.starts("cellXfs")) {
                cellStyles = true;
            } else if (styles.ends("cellXfs")) {
                cellStyles = false;
            } else if (cellStyles && styles.starts("xf")) {
                int format = styles.number("numFmtId", 0);
                DateFormat own = custom.get(format);
                formats.ofStyle.add(own == null ? DateFormat.builtIn(format) : own);
            }
        }
        return formats;
    }

    /** The format of the cell style {@code index}. */
    DateFormat of(int index) {
        return index < 0 || index >= ofStyle.size() ? DateFormat.NONE : ofStyle.get(index);
    }
}
