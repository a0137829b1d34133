/**
 * REST APIs as a source: resources are read page by page into the same batches as tables.
 *
 * <p>Start with {@link dev.ingest.source.rest.RestConnector}. {@code endpoint} is the plan of an API as plain data, {@code
 * declared} compiles what users write to it, {@code exchange} sends requests, {@code page} knows how pages follow each other,
 * {@code record} turns records into rows, {@code expression} evaluates what stands in braces.
 */
@NullMarked
package dev.ingest.source.rest;

import org.jspecify.annotations.NullMarked;
