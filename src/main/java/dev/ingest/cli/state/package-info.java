/**
 * Commands about what is remembered of jobs and loads.
 *
 * <p>Start with {@link dev.ingest.cli.state.StateCommand}.
 */
@NullMarked
package dev.ingest.cli.state;

import org.jspecify.annotations.NullMarked;
