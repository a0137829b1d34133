/**
 * The vocabulary that all parts share: plans, slices, results, watermarks and identifiers, as plain data.
 *
 * <p>Start with {@link dev.ingest.job.JobPlan}. Holds no live object and no secret; imports {@code data} and {@code
 * failure} alone.
 */
@NullMarked
package dev.ingest.job;

import org.jspecify.annotations.NullMarked;
