package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.exchange.Request;

/** Asks for one number after the other. */
final class PageNumbers implements Way {
    private final Paging.PageNumber plan;

    PageNumbers(Paging.PageNumber plan) {
        this.plan = plan;
    }

    @Override
    public Request first(Request base) {
        return Spots.limited(Spots.set(base, plan.page(), plan.first()), plan.limit());
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        long next = plan.first() + progress.pages();
        return plan.maximum().filter(most -> next >= most).isPresent()
                ? new Step.Capped("maximum_page is reached")
                : new Step.Go(Spots.set(last, plan.page(), next));
    }
}
