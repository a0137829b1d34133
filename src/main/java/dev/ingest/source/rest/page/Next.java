package dev.ingest.source.rest.page;

import dev.ingest.source.rest.exchange.Request;
import java.util.List;
import java.util.Optional;

/** What follows a page. */
public sealed interface Next {

    /**
     * Another page.
     *
     * @param likely the requests of those behind it, as far as the API says that there are some and the way of paging does not
     *     need what stands in one to ask for the next; at most {@link Paginator#FORESIGHT}
     */
    record Page(Request request, List<Request> likely) implements Next {
        public Page {
            likely = List.copyOf(likely);
        }
    }

    /**
     * Nothing: that was all.
     *
     * @param reason how that was seen, for the log
     * @param warning what people should know of it
     */
    record End(String reason, Optional<String> warning) implements Next {}

    /**
     * The API shows no more in one run through its pages; what is left comes with another run, from the last record's cursor
     * on.
     */
    record Restart(String reason) implements Next {}
}
