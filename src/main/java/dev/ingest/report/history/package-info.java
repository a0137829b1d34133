/**
 * What jobs did, run by run: pure values, worked out from audit lines and loads.
 *
 * <p>Start with {@link dev.ingest.report.history.History}. Reads no file.
 */
@NullMarked
package dev.ingest.report.history;

import org.jspecify.annotations.NullMarked;
