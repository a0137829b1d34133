package dev.ingest.source.rest.page;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.exchange.Request;

/** Pages that contradict themselves or the plan. */
final class PageFault {
    private PageFault() {}

    /**
     * The failure that people read.
     *
     * @param why a clause
     * @param wayOut a sentence without its full stop
     */
    static IngestException after(Request last, Progress progress, String why, String wayOut) {
        return new IngestException(
                FailureKind.READ,
                "Cannot go on behind page " + progress.pages() + ", " + last.printed() + ": " + why + ". " + wayOut
                        + ".");
    }
}
