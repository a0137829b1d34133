/**
 * Records of an API become rows: objects within them become columns, lists become tables of their own, as dlt has it.
 *
 * <p>Start with {@link dev.ingest.source.rest.record.RecordRows}. Numbers never pass through a {@code double}; a value that
 * the type of its column cannot hold lands in a column beside it.
 */
@NullMarked
package dev.ingest.source.rest.record;

import org.jspecify.annotations.NullMarked;
