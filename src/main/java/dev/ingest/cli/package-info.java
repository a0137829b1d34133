/**
 * Commands, options, exit codes, banner and log files; the only importer of picocli.
 *
 * <p>Start with {@code IngestCommand}.
 */
@NullMarked
package dev.ingest.cli;

import org.jspecify.annotations.NullMarked;
