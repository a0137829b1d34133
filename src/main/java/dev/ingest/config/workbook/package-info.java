/**
 * The workbook: reads the job rows with a fault for every cell that is wrong, adds rows, and writes watermarks back. Start with
 * {@link dev.ingest.config.workbook.WorkbookFile}; {@code sheet} knows how cells are stored, {@code patch} how they are changed.
 */
@NullMarked
package dev.ingest.config.workbook;

import org.jspecify.annotations.NullMarked;
