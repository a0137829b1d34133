package dev.ingest.config.workbook;

import java.util.List;

/**
 * What became of a write-back.
 *
 * @param state whether the workbook could be changed
 * @param reason when locked, a sentence with the way out; else empty
 * @param cells when open, one for each change, in their order
 */
public record WriteOutcome(State state, String reason, List<CellResult> cells) {
    public WriteOutcome {
        cells = List.copyOf(cells);
    }

    /** Whether another program held the workbook. */
    public enum State {
        OPEN,
        /** Nothing was changed: try again later. */
        LOCKED
    }

    static WriteOutcome locked(String reason) {
        return new WriteOutcome(State.LOCKED, reason, List.of());
    }
}
