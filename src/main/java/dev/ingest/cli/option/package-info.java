/**
 * What all commands share: where files are, how loud, exit codes, tables of text.
 *
 * <p>Start with {@link dev.ingest.cli.option.HomeOptions}.
 */
@NullMarked
package dev.ingest.cli.option;

import org.jspecify.annotations.NullMarked;
