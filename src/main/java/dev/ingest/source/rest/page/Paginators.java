package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.PagePlan;

/** The ways of paging that there are. */
public final class Paginators {
    private Paginators() {}

    /** Starts a run through the pages. */
    public static Paginator open(PagePlan plan) {
        throw new UnsupportedOperationException(plan.toString());
    }
}
