package dev.ingest.config.workbook.patch;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cell styles of {@code styles.xml} as they are written, and for each its twin with the number format {@code @}, which
 * keeps Excel from retyping text. A twin that the workbook lacks is appended.
 */
final class TextStyles {
    private static final String TEXT = "49";

    private final List<String> styles = new ArrayList<>();
    private final Set<String> textFormats = new HashSet<>(Set.of(TEXT));
    private int kept;

    /** Reads the styles of a workbook that has some; without, a style is its own twin. */
    void read(Markup part) throws IOException {
        boolean cells = false;
        while (part.next()) {
            if (part.starts("numFmt") && part.attribute("formatCode").orElse("").equals("@")) {
                part.attribute("numFmtId").ifPresent(textFormats::add);
            } else if (part.starts("cellXfs")) {
                cells = !part.isEmptyElement();
            } else if (part.ends("cellXfs")) {
                cells = false;
            } else if (cells && part.starts("xf")) {
                styles.add(style(part));
            }
        }
        kept = styles.size();
    }

    private static String style(Markup part) throws IOException {
        StringBuilder style = new StringBuilder(part.piece());
        while (!part.ends("xf") && part.next()) {
            style.append(part.piece());
        }
        return style.toString();
    }

    /** The number of the twin of style {@code number}. */
    int twin(int number) {
        if (styles.isEmpty()) {
            return number;
        }
        String style = styles.get(number < kept ? number : 0);
        int end = style.indexOf('>') + 1;
        String tag = style.substring(0, end);
        if (isText(tag)) {
            return number;
        }
        String twin = Markup.with(Markup.with(tag, "numFmtId", TEXT), "applyNumberFormat", "1") + style.substring(end);
        if (!styles.contains(twin)) {
            styles.add(twin);
        }
        return styles.indexOf(twin);
    }

    private boolean isText(String tag) {
        return Markup.attribute(tag, "numFmtId").filter(textFormats::contains).isPresent();
    }

    /** Whether a twin is missing in the workbook. */
    boolean grew() {
        return styles.size() > kept;
    }

    /** Writes the part with the twins that it lacks. */
    void copy(Markup part, Writer out) throws IOException {
        while (part.next()) {
            if (part.starts("cellXfs")) {
                out.write(Markup.with(part.piece(), "count", Integer.toString(styles.size())));
                continue;
            }
            if (part.ends("cellXfs")) {
                for (String twin : styles.subList(kept, styles.size())) {
                    out.write(twin);
                }
            }
            out.write(part.piece());
        }
    }
}
