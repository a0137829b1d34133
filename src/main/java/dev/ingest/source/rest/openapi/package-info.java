/**
 * Proposes settings for the API that an OpenAPI 3 document describes: TOML for people to read and mend, with a reason for each
 * guess. What is not sure stands in it as a comment. Nothing but the document's own file is read.
 *
 * <p>Start with {@link dev.ingest.source.rest.openapi.OpenApi}. Never imports the rest of {@code source.rest}: what it writes
 * is read there like what people write.
 */
@NullMarked
package dev.ingest.source.rest.openapi;

import org.jspecify.annotations.NullMarked;
