/**
 * Requests to an API and what comes back: proof of who asks, patience, manners, bounds. A response is downloaded whole before
 * anything of it is handed on.
 *
 * <p>Start with {@link dev.ingest.source.rest.exchange.Exchange}, one a source. Knows nothing of pages, records or columns;
 * the only importer of Failsafe.
 */
@NullMarked
package dev.ingest.source.rest.exchange;

import org.jspecify.annotations.NullMarked;
