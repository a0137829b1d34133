/**
 * Decides, from plain data alone, what a job will do: a {@code JobPlan} or the findings that forbid it.
 *
 * <p>Start with {@link dev.ingest.plan.Planner}. Pure: imports nothing that reads a file or a network.
 */
@NullMarked
package dev.ingest.plan;

import org.jspecify.annotations.NullMarked;
