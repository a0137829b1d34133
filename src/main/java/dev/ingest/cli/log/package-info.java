/**
 * Log lines on the terminal and in files; the only importer of Logback.
 *
 * <p>Start with {@link dev.ingest.cli.log.RunLog}.
 */
@NullMarked
package dev.ingest.cli.log;

import org.jspecify.annotations.NullMarked;
