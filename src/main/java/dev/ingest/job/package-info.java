/**
 * The vocabulary that all parts share: plans, what they read and where they land, results and identifiers, as plain data.
 *
 * <p>Start with {@link dev.ingest.job.JobPlan}. Holds no live object and no secret.
 */
@NullMarked
package dev.ingest.job;

import org.jspecify.annotations.NullMarked;
