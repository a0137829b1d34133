package dev.ingest.config.workbook.sheet;

import dev.ingest.job.name.Blanks;

/**
 * A cell that holds something.
 *
 * @param kind what it holds
 * @param exact its value as text, every blank of it
 */
public record SheetCell(Kind kind, String exact) {
    /** What a cell can hold. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        BOOLEAN,
        /** {@code #N/A} and its like; the text is the error. */
        ERROR,
        /** A formula whose value nobody has worked out yet. */
        UNCALCULATED
    }

    public static final SheetCell BLANK = new SheetCell(Kind.TEXT, "");

    /** A cell with text; blanks alone are nothing. */
    static SheetCell text(String stored) {
        String exact = Blanks.stripped(stored).isEmpty() ? "" : CellText.unescaped(stored);
        return new SheetCell(Kind.TEXT, exact);
    }

    public boolean isBlank() {
        return kind == Kind.TEXT && exact.isEmpty();
    }

    /** Its value as people mean it, without blanks at the ends. */
    public String text() {
        return Blanks.stripped(exact);
    }
}
