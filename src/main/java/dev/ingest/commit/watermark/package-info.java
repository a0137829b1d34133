/**
 * Watermarks as people see them: the workbook's cells, the local journal that covers the gap until a cell is written, and
 * who set a value.
 *
 * <p>Start with {@link dev.ingest.commit.watermark.Journal}. Never imports POI: {@code wiring} joins the workbook through
 * {@link dev.ingest.commit.watermark.WatermarkCells}.
 */
@NullMarked
package dev.ingest.commit.watermark;

import org.jspecify.annotations.NullMarked;
