package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

/** Passes over as many records as were received, however many were asked for. */
final class Offsets implements Way {
    private final Paging.Offset plan;

    Offsets(Paging.Offset plan) {
        this.plan = plan;
    }

    @Override
    public Request first(Request base) {
        return Spots.limited(Spots.set(base, plan.offset(), plan.first()), plan.limit());
    }

    @Override
    public Step next(Request last, PageFacts page, Progress progress) {
        if (page.records() == 0) {
            return new Step.Done("an empty page");
        }
        long next = plan.first() + progress.records();
        return plan.maximum().filter(most -> next >= most).isPresent()
                ? new Step.Capped("maximum_offset is reached")
                : new Step.Go(Spots.set(last, plan.offset(), next));
    }

    @Override
    public Optional<Request> behind(Request next, PageFacts page, Progress progress, int pages) {
        long offset = plan.first() + progress.records() + pages * page.records();
        return Optional.of(Spots.set(next, plan.offset(), offset))
                .filter(request -> plan.maximum().filter(most -> offset >= most).isEmpty());
    }
}
