package dev.ingest.commit.watermark;

import java.util.List;

/** What is to be done with a cell whose new value a load has made true. */
public enum CellState {
    /** It holds the new value. */
    DONE,
    /** It still holds what it held before the load. */
    WRITE,
    /** It holds something else: a person's word, which wins. */
    EDITED_BY_PERSON;

    /**
     * The state of a cell after loads whose write-back is due, oldest first: it may hold what it held before any
     * of them, or what any earlier one wrote.
     */
    public static CellState of(WatermarkCell now, List<JournalEntry> due) {
        JournalEntry last = due.get(due.size() - 1);
        WatermarkCell after = last.after();
        boolean known = due.stream()
                .anyMatch(entry -> now.sameValue(entry.before().comparedAs(after))
                        || (!entry.equals(last) && now.sameValue(entry.after().comparedAs(after))));
        return of(now, known, after);
    }

    /** A cell that Excel has cut may stand for the old value and the new one: then it is written. */
    private static CellState of(WatermarkCell now, boolean old, WatermarkCell after) {
        if (now.text().equals(after.text())) {
            return DONE;
        }
        if (old) {
            return WRITE;
        }
        return now.sameValue(after) ? DONE : EDITED_BY_PERSON;
    }
}
