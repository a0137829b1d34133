/**
 * Commands, options, exit codes, banner and log files; the only importer of picocli.
 *
 * <p>Start with {@link dev.ingest.cli.IngestCommand}.
 */
@NullMarked
package dev.ingest.cli;

import org.jspecify.annotations.NullMarked;
