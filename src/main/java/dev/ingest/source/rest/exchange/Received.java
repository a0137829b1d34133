package dev.ingest.source.rest.exchange;

import dev.ingest.source.rest.body.Body;
import java.net.http.HttpHeaders;

/** An answer as it came over the wire, unpacked. */
record Received(int status, HttpHeaders headers, Body body) implements AutoCloseable {
    /** {@code the API answered 503: '…'}, with the first letters of the body. */
    String told() {
        String beginning = body.beginning();
        return "the API answered " + status + (beginning.isEmpty() ? "" : ": '" + beginning + "'");
    }

    @Override
    public void close() {
        body.close();
    }
}
