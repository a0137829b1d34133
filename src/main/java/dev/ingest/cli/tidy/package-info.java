/**
 * The command that tells what lies where.
 *
 * <p>Start with {@link dev.ingest.cli.tidy.TidyCommand}.
 */
@NullMarked
package dev.ingest.cli.tidy;

import org.jspecify.annotations.NullMarked;
