/**
 * Bodies of responses, whole: in memory, or in a temporary file that goes with them.
 *
 * <p>Start with {@link dev.ingest.source.rest.body.Body}. Knows nothing of requests and of what bodies hold.
 */
@NullMarked
package dev.ingest.source.rest.body;

import org.jspecify.annotations.NullMarked;
