package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.PagePlan;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.json.BodyPath;

/** The ways of paging that there are. */
public final class Paginators {
    private Paginators() {}

    /** Starts a run through the pages. */
    public static Paginator open(PagePlan plan) {
        return new PageRun(way(plan.paging()), plan);
    }

    private static Way way(Paging paging) {
        if (paging instanceof Paging.JsonLink link) {
            return Links.inBody(BodyPath.of(link.nextUrlPath()));
        }
        if (paging instanceof Paging.HeaderLink link) {
            return Links.inHeader(link.linksNextKey());
        }
        if (paging instanceof Paging.Cursor cursor) {
            return Cursors.of(cursor);
        }
        if (paging instanceof Paging.Offset offset) {
            return new Offsets(offset);
        }
        if (paging instanceof Paging.PageNumber numbers) {
            return new PageNumbers(numbers);
        }
        return paging instanceof Paging.SinglePage ? new SinglePages() : new AutoWay();
    }
}
