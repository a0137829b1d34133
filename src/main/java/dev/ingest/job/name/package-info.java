/**
 * Names and how they are shown: naming as dlt does it, near matches, what can be printed.
 *
 * <p>Start with {@link dev.ingest.job.name.Naming}.
 */
@NullMarked
package dev.ingest.job.name;

import org.jspecify.annotations.NullMarked;
