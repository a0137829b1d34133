/**
 * The workbook: reads the job rows with a cell for every fault, and writes watermarks back without touching the rest.
 *
 * <p>Start with {@link dev.ingest.config.workbook.WorkbookFile}. Reading needs the parts of the file alone and loads no
 * POI class; POI writes. Nothing else imports POI.
 */
@NullMarked
package dev.ingest.config.workbook;

import org.jspecify.annotations.NullMarked;
