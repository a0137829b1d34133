/**
 * The cells of a sheet as people see them, read from the parts of the file. Start with {@link
 * dev.ingest.config.workbook.sheet.WorkbookParts}. Nothing else imports POI, whose table of number formats is used.
 */
@NullMarked
package dev.ingest.config.workbook.sheet;

import org.jspecify.annotations.NullMarked;
