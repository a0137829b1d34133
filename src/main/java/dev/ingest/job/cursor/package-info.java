/**
 * How far a table was read and how far it can be: cursors, their values as text, windows, horizons, watermarks.
 *
 * <p>Start with {@link dev.ingest.job.cursor.Cursor}.
 */
@NullMarked
package dev.ingest.job.cursor;

import org.jspecify.annotations.NullMarked;
