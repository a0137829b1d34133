package dev.ingest.source.rest.page;

import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

/** One way of paging: how the next request is made from the last page, whatever bounds there are. */
interface Way {

    Request first(Request base);

    /** What follows {@code page}, which {@code progress} counts. */
    Step next(Request last, PageFacts page, Progress progress);

    /** The request that comes {@code pages} behind {@code next} if they are all as full; empty where a page has to tell. */
    default Optional<Request> behind(Request next, PageFacts page, Progress progress, int pages) {
        return Optional.empty();
    }

    /** What the pages showed, as users would write it; empty where they were told. */
    default Optional<String> detected() {
        return Optional.empty();
    }

    /** What a way knows of the next page. */
    sealed interface Step {
        record Go(Request request) implements Step {}

        /** The API names no next page. */
        record Done(String reason) implements Step {}

        /** The plan wants no more. */
        record Capped(String reason) implements Step {}
    }
}
