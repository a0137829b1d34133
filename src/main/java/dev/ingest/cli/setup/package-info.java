/**
 * Commands that set the program up on a machine.
 *
 * <p>Start with {@link dev.ingest.cli.setup.InitCommand}.
 */
@NullMarked
package dev.ingest.cli.setup;

import org.jspecify.annotations.NullMarked;
