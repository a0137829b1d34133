package dev.ingest.source.rest.page;

import dev.ingest.source.rest.exchange.Request;

/** Asks once. */
final class SinglePages implements Way {
    @Override
    public Request first(Request base) {
        return base;
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        return new Step.Done("a single page");
    }
}
