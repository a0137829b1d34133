package dev.ingest.config.workbook;

import dev.ingest.job.name.Blanks;

/**
 * A cell that holds something.
 *
 * @param kind what it holds
 * @param exact its value as text, every blank of it
 */
record SheetCell(Kind kind, String exact) {
    /** What a cell can hold. */
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        BOOLEAN,
        /** {@code #N/A} and its like; the text is the error. */
        ERROR,
        /** A formula whose value nobody has worked out yet. */
        UNCALCULATED
    }

    static final SheetCell BLANK = new SheetCell(Kind.TEXT, "");

    /** A cell with text; blanks alone are nothing. */
    static SheetCell text(String stored) {
        String exact = Blanks.stripped(stored).isEmpty() ? "" : CellText.unescaped(stored);
        return new SheetCell(Kind.TEXT, exact);
    }

    boolean isBlank() {
        return kind == Kind.TEXT && exact.isEmpty();
    }

    /** Its value as people mean it, without blanks at the ends. */
    String text() {
        return Blanks.stripped(exact);
    }
}
