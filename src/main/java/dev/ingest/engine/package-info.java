/**
 * The contract of what runs plans: a {@code JobPlan} becomes staged files and a {@code LoadResult}. An engine stages and
 * never publishes.
 *
 * <p>Start with {@link dev.ingest.engine.Engine}. Never imports its implementations, nor {@code commit}.
 */
@NullMarked
package dev.ingest.engine;

import org.jspecify.annotations.NullMarked;
