/**
 * The one exception of the program and the kinds of failure an operator tells apart.
 *
 * <p>Start with {@link dev.ingest.failure.IngestException}. Imports nothing but {@code java.*}.
 */
@NullMarked
package dev.ingest.failure;

import org.jspecify.annotations.NullMarked;
