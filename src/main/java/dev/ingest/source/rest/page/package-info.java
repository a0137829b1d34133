/**
 * How the pages of an endpoint follow each other: one class a way of paging.
 *
 * <p>Start with {@link dev.ingest.source.rest.page.Paginator}; a new way has its line in
 * {@link dev.ingest.source.rest.page.Paginators}. Sends nothing and reads no records.
 */
@NullMarked
package dev.ingest.source.rest.page;

import org.jspecify.annotations.NullMarked;
