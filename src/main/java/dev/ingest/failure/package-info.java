/**
 * The one exception of the program, the kinds of failure an operator tells apart, and the failure that passes by itself on
 * every disk: a file that another program holds.
 *
 * <p>Start with {@link dev.ingest.failure.IngestException}. Imports nothing but {@code java.*}.
 */
@NullMarked
package dev.ingest.failure;

import org.jspecify.annotations.NullMarked;
