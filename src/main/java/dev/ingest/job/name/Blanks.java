package dev.ingest.job.name;

/** What looks empty in a cell or a settings file, the invisible characters that come with pasting included. */
public final class Blanks {
    private Blanks() {}

    /** Text without blanks at its ends. */
    public static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    public static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c == '\u200b'
                || c == '\ufeff';
    }
}
