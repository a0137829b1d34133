package dev.ingest.report.history;

import dev.ingest.job.cursor.CursorType;

/**
 * How far an incremental load came.
 *
 * @param column the watermark column
 * @param type what it holds
 * @param watermark the highest value that landed
 */
public record Progress(String column, CursorType type, String watermark) {}
