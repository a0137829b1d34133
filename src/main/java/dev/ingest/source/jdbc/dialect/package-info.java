/**
 * What each kind of database knows without being asked: types, query text, slices. Pure; loads no driver.
 *
 * <p>Start with {@link dev.ingest.source.jdbc.dialect.Dialects}, then the dialect it names. Never imports {@code
 * source.jdbc}, which connects and decodes.
 */
@NullMarked
package dev.ingest.source.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
