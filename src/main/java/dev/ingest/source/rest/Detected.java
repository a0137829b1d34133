package dev.ingest.source.rest;

import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.record.BodyReader;
import dev.ingest.source.rest.record.RecordSelector;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the first page of a job showed and later ones are held to; said in the log once. For several threads. */
final class Detected {
    private static final Logger LOG = LoggerFactory.getLogger(Detected.class);

    private final String resource;
    private Optional<RecordSelector> selector = Optional.empty();
    private Optional<String> paging = Optional.empty();

    Detected(String resource) {
        this.resource = resource;
    }

    /** Where the records stand. */
    synchronized Optional<RecordSelector> selector() {
        return selector;
    }

    /** Where the records stand; {@code body} is looked into where nobody was before. */
    synchronized RecordSelector selector(BodyReader bodies, Body body) throws IOException {
        if (selector.isEmpty()) {
            selector = Optional.of(bodies.detect(body));
            LOG.info("Records of {} are at {}", resource, selector.get());
        }
        return selector.get();
    }

    /** How pages follow each other, as users would write it. */
    synchronized Optional<String> paging() {
        return paging;
    }

    synchronized void found(String way) {
        if (paging.isEmpty()) {
            paging = Optional.of(way);
            LOG.info("Pages of {} follow each other by {}", resource, way);
        }
    }
}
