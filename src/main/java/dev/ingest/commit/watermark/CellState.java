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

    /** The state of a cell after one load. */
    public static CellState of(WatermarkCell now, WatermarkCell before, WatermarkCell after) {
        if (now.sameValue(after)) {
            return DONE;
        }
        return now.sameValue(before) ? WRITE : EDITED_BY_PERSON;
    }

    /**
     * The state of a cell after several loads whose write-back is due, oldest first: it may hold what it held before any
     * of them, or what any earlier one wrote.
     */
    public static CellState of(WatermarkCell now, List<JournalEntry> due) {
        JournalEntry last = due.get(due.size() - 1);
        if (now.sameValue(last.after())) {
            return DONE;
        }
        boolean known = due.stream().anyMatch(entry -> now.sameValue(entry.before()) || now.sameValue(entry.after()));
        return known ? WRITE : EDITED_BY_PERSON;
    }
}
