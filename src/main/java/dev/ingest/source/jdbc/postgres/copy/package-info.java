/**
 * From the wire to vectors: the binary COPY of PostgreSQL, decoded column after column, and what its failures say.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.postgres.copy.CopyReader}.
 */
@NullMarked
package dev.ingest.source.jdbc.postgres.copy;

import org.jspecify.annotations.NullMarked;
