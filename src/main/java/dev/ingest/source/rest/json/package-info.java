/**
 * JSON as APIs send it: numbers exact, nesting bounded, paths into a body compiled once.
 *
 * <p>Start with {@link dev.ingest.source.rest.json.BodyPath}. Imports nothing of ours; the only importer of JSONPath.
 */
@NullMarked
package dev.ingest.source.rest.json;

import org.jspecify.annotations.NullMarked;
