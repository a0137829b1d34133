/**
 * What a shell and its manual know of the commands, made from the commands themselves.
 *
 * <p>Start with {@link dev.ingest.cli.shell.CompletionCommand}.
 */
@NullMarked
package dev.ingest.cli.shell;

import org.jspecify.annotations.NullMarked;
