package dev.ingest.commit.state;

import dev.ingest.job.CellForm;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import java.util.Optional;

/**
 * How far an incremental load brought its job.
 *
 * @param cursor the watermark column in the source
 * @param type what it holds
 * @param window what was read
 * @param watermark the highest value that landed, which the workbook's cell is to hold
 * @param cellBefore what the cell held when the load began
 * @param cellForm what kind of cell that was
 * @param hashed from where on the load's hashes tell of every row that landed; absent when it kept none
 */
public record CursorProgress(
        String cursor,
        CursorType type,
        Window window,
        String watermark,
        String cellBefore,
        CellForm cellForm,
        Optional<Bound> hashed) {}
