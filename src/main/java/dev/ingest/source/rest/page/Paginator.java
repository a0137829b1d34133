package dev.ingest.source.rest.page;

import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

/** Asks for one page after the other; made anew for each run through the pages, and used by one thread. */
public interface Paginator {
    /** How many requests it looks ahead. */
    int FORESIGHT = 16;

    /** The request of the first page, from that of the endpoint. */
    Request first(Request base);

    /**
     * What follows a page.
     *
     * @param last the request that {@code page} answers
     * @throws dev.ingest.failure.IngestException (READ) when the pages contradict themselves: they repeat, they end before
     *     the total that the API names, they lack what the plan says they have
     */
    Next next(Request last, PageFacts page);

    /** The way of paging that the pages showed, as users would write it; empty where users did. */
    Optional<String> detected();
}
