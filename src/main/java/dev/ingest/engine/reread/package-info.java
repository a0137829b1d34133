/**
 * Rows that an earlier load landed are recognised and dropped, and the highest cursor value is kept.
 *
 * <p>Start with {@link dev.ingest.engine.reread.RereadFilter}.
 */
@NullMarked
package dev.ingest.engine.reread;

import org.jspecify.annotations.NullMarked;
