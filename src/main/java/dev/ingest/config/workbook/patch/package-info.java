/**
 * Changes cells of a workbook and no more: a library that reads a workbook and saves it again loses what it does not know.
 * Start with {@link dev.ingest.config.workbook.patch.WorkbookPatch}.
 */
@NullMarked
package dev.ingest.config.workbook.patch;

import org.jspecify.annotations.NullMarked;
