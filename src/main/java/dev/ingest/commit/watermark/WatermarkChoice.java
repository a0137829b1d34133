package dev.ingest.commit.watermark;

import dev.ingest.job.cursor.Watermark;
import java.util.List;
import java.util.Optional;

/** Where the next load of a job starts: what the cell says, weighed against what our last load wrote there. */
public final class WatermarkChoice {
    private WatermarkChoice() {}

    /**
     * The watermark; empty means from the start.
     *
     * @param cell what the cell holds now
     * @param committed what the last load of ours that counts wrote there; absent when there was none
     * @param due write-backs of this job that the workbook has not seen yet, oldest first
     * @param dlt dlt's own watermark, which counts only before the first load of ours
     */
    public static Optional<Watermark> of(
            WatermarkCell cell, Optional<Committed> committed, List<JournalEntry> due, Optional<String> dlt) {
        if (!due.isEmpty() && CellState.of(cell, due) != CellState.EDITED_BY_PERSON) {
            return Optional.of(ours(due.get(due.size() - 1).after().text()));
        }
        Optional<WatermarkCell> written = committed.flatMap(Committed::watermark);
        if (written.filter(cell::sameValue).isPresent()) {
            return written.map(known -> ours(known.text()));
        }
        if (!cell.isEmpty()) {
            return Optional.of(new Watermark(cell.text(), Watermark.Origin.PERSON));
        }
        return committed.isPresent() ? Optional.empty() : dlt.map(value -> new Watermark(value, Watermark.Origin.DLT));
    }

    private static Watermark ours(String value) {
        return new Watermark(value, Watermark.Origin.COMMITTED);
    }

    /**
     * A load of ours that counts.
     *
     * @param watermark what it wrote into the cell; absent when it moved no watermark of the job's present column
     */
    public record Committed(Optional<WatermarkCell> watermark) {}
}
