package dev.ingest.source.rest.page;

import dev.ingest.source.rest.exchange.Request;
import java.util.Optional;

/** What follows a page. */
public sealed interface Next {

    /** Another page. */
    record Page(Request request) implements Next {}

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
