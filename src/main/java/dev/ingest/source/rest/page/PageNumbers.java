package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

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

    @Override
    public Optional<Request> behind(Request next, PageFacts page, Progress progress, int pages) {
        long number = plan.first() + progress.pages() + pages;
        return Optional.of(Spots.set(next, plan.page(), number))
                .filter(request -> plan.maximum().filter(most -> number >= most).isEmpty());
    }
}
