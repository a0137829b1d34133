package dev.ingest.source.rest.page;

import dev.ingest.source.rest.endpoint.PageBounds;
import dev.ingest.source.rest.endpoint.PageBounds.RepeatedPage;
import dev.ingest.source.rest.endpoint.PageBounds.TotalMismatch;
import java.util.Optional;

/** Makes bounds of pages. */
record Bounds(PageBounds end) {
    static final Bounds NONE = new Bounds(new PageBounds(
            Optional.empty(),
            Optional.empty(),
            20,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TotalMismatch.FAIL,
            RepeatedPage.FAIL));

    Bounds hasMorePath(String path) {
        return with(Optional.of(path), end.recordTotalPath(), end.emptyPages());
    }

    Bounds recordTotalPath(String path) {
        return with(end.hasMorePath(), Optional.of(path), end.emptyPages());
    }

    Bounds emptyPages(int count) {
        return with(end.hasMorePath(), end.recordTotalPath(), count);
    }

    Bounds maximumPages(long count) {
        return with(Optional.of(count), end.maximumRecords(), end.windowLimit(), end.onTotalMismatch());
    }

    Bounds maximumRecords(long count) {
        return with(end.maximumPages(), Optional.of(count), end.windowLimit(), end.onTotalMismatch());
    }

    Bounds windowLimit(long count) {
        return with(end.maximumPages(), end.maximumRecords(), Optional.of(count), end.onTotalMismatch());
    }

    Bounds warn() {
        return with(end.maximumPages(), end.maximumRecords(), end.windowLimit(), TotalMismatch.WARN);
    }

    Bounds accept() {
        return new Bounds(new PageBounds(
                end.hasMorePath(),
                end.recordTotalPath(),
                end.emptyPages(),
                end.maximumPages(),
                end.maximumRecords(),
                end.windowLimit(),
                end.onTotalMismatch(),
                RepeatedPage.ACCEPT));
    }

    private Bounds with(Optional<String> hasMore, Optional<String> total, int empty) {
        return new Bounds(new PageBounds(
                hasMore,
                total,
                empty,
                end.maximumPages(),
                end.maximumRecords(),
                end.windowLimit(),
                end.onTotalMismatch(),
                end.onRepeatedPage()));
    }

    private Bounds with(Optional<Long> pages, Optional<Long> records, Optional<Long> window, TotalMismatch mismatch) {
        return new Bounds(new PageBounds(
                end.hasMorePath(),
                end.recordTotalPath(),
                end.emptyPages(),
                pages,
                records,
                window,
                mismatch,
                end.onRepeatedPage()));
    }
}
