/** What a row of the workbook says of a job. Start with {@link dev.ingest.config.row.JobRow}. */
@NullMarked
package dev.ingest.config.row;

import org.jspecify.annotations.NullMarked;
