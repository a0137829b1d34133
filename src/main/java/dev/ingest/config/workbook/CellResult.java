package dev.ingest.config.workbook;

import java.util.Optional;

/**
 * What became of one change.
 *
 * @param change the change
 * @param fate whether the cell holds it now
 * @param place the cell, {@code jobs!F7}; absent when there is none
 * @param found the cell's text before anything was written; absent when it was empty or there is none
 */
public record CellResult(CellChange change, Fate fate, Optional<String> place, Optional<String> found) {
    /** The ways a change can end. */
    public enum Fate {
        /** The cell held {@code before} and now holds {@code after}. */
        WRITTEN,
        /** The cell held {@code after} already. */
        PRESENT,
        /** The cell holds something else, so a person's edit, and was left alone. */
        EDITED,
        /** No row names the job, several rows do, or the sheet has lost the column. */
        GONE
    }
}
