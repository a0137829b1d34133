package dev.ingest.config.workbook.sheet;

/**
 * Cells that stand in a rectangle.
 *
 * @param left the first column, from 0
 * @param top the first row, from 1
 */
public record CellRange(int left, int top, int right, int bottom) {
    /** Written out, as {@link #hashCode} is: for a record's own the JVM spins classes at each start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CellRange range
                && left == range.left
                && top == range.top
                && right == range.right
                && bottom == range.bottom;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * left + top) + right) + bottom;
    }

    /** {@code F2:G7}, or {@code F2} alone. */
    public static CellRange parse(String text) {
        int colon = text.indexOf(':');
        String first = colon < 0 ? text : text.substring(0, colon);
        String last = text.substring(colon + 1);
        return new CellRange(columnOf(first), rowOf(first), columnOf(last), rowOf(last));
    }

    boolean holds(int column, int row) {
        return column >= left && column <= right && row >= top && row <= bottom;
    }

    boolean isOneCell() {
        return left == right && top == bottom;
    }

    /** Column letters to a number from 0: {@code A} is 0, {@code AA} is 26; digits behind them are skipped. */
    public static int columnOf(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = column * 26 + (Character.toUpperCase(reference.charAt(i)) - 'A' + 1);
        }
        return column - 1;
    }

    /** {@code D7} from column 3 (from 0) and row 7 (from 1). */
    public static String referenceOf(int column, int row) {
        return lettersOf(column) + row;
    }

    /** {@code D} from column 3 (from 0). */
    public static String lettersOf(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    private static int rowOf(String reference) {
        return Integer.parseInt(reference.replaceAll("[^0-9]", ""));
    }

    @Override
    public String toString() {
        return referenceOf(left, top) + ":" + referenceOf(right, bottom);
    }
}
