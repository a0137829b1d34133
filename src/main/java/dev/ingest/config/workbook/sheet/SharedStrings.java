package dev.ingest.config.workbook.sheet;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Strings that cells name by number, and strings that stand in the cells. */
final class SharedStrings {
    private SharedStrings() {}

    /** All strings of {@code sharedStrings.xml}, in order. */
    static List<String> read(XmlPart part) throws XMLStreamException {
        List<String> strings = new ArrayList<>();
        while (part.next()) {
            if (part.starts("si")) {
                strings.add(richText(part, "si"));
            }
        }
        return strings;
    }

    /** The runs of a rich text joined as stored, its phonetic guide left out, up to the end of {@code element}. */
    static String richText(XmlPart part, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean phonetic = false;
        while (part.next() && !part.ends(element)) {
            if (part.starts("rPh")) {
                phonetic = true;
            } else if (part.ends("rPh")) {
                phonetic = false;
            } else if (part.starts("t") && !phonetic) {
                text.append(part.text());
            }
        }
        return text.toString();
    }
}
