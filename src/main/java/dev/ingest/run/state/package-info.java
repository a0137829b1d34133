/**
 * What is remembered of jobs: told, compared and edited, and the list of their loads.
 *
 * <p>Start with {@link dev.ingest.run.state.StateReport}.
 */
@NullMarked
package dev.ingest.run.state;

import org.jspecify.annotations.NullMarked;
