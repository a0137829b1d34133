/**
 * Makes a home: workbook, templates, folders and start scripts, never in the place of a file that is there.
 *
 * <p>Start with {@link dev.ingest.setup.NewHome}. Asks no source and no lake.
 */
@NullMarked
package dev.ingest.setup;

import org.jspecify.annotations.NullMarked;
