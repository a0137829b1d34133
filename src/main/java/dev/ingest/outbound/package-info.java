/**
 * How messages go out: so many attempts, so long, and never longer.
 *
 * <p>Start with {@link dev.ingest.outbound.Delivery}. Knows nothing of what is said.
 */
@NullMarked
package dev.ingest.outbound;

import org.jspecify.annotations.NullMarked;
