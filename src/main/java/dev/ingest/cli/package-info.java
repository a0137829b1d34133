/**
 * The root of all commands; with its sub-packages the only importer of picocli.
 *
 * <p>Start with {@link dev.ingest.cli.IngestCommand}.
 */
@NullMarked
package dev.ingest.cli;

import org.jspecify.annotations.NullMarked;
