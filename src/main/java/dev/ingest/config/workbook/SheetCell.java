package dev.ingest.config.workbook;

/**
 * A cell that holds something.
 *
 * @param reference {@code D7}
 * @param kind what it holds
 * @param text its value as text, without spaces at the ends
 */
record SheetCell(String reference, Kind kind, String text) {
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

    boolean isBlank() {
        return kind == Kind.TEXT && text.isEmpty();
    }

    /** Column letters to a number from 0: {@code A} is 0, {@code AA} is 26; digits behind them are skipped. */
    static int columnOf(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
        }
        return column - 1;
    }

    /** {@code D7} from column 3 (from 0) and row 7 (from 1). */
    static String referenceOf(int column, int row) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.append(row).toString();
    }
}
