/**
 * Small expressions in braces, for the requests, conditions and columns of an API: read once, checked whole, then evaluated as
 * often as need be. Closed: no loops, no reflection, no I/O, bounded in length, depth and result. Start with {@link
 * dev.ingest.source.rest.expression.Template}.
 */
@NullMarked
package dev.ingest.source.rest.expression;

import org.jspecify.annotations.NullMarked;
