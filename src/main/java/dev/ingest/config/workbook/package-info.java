/**
 * The workbook: reads the job rows with a cell for every fault, and writes watermarks back without touching the rest.
 *
 * <p>Start with {@link dev.ingest.config.workbook.WorkbookFile}. Both work on the parts of the file, and {@link
 * dev.ingest.config.workbook.WorkbookPatch} changes no more of them than the cells: a library that reads a workbook and
 * saves it again loses what it does not know. Nothing else imports POI, whose table of number formats is used.
 */
@NullMarked
package dev.ingest.config.workbook;

import org.jspecify.annotations.NullMarked;
