package dev.ingest.source.rest;

import dev.ingest.source.rest.record.RecordSelector;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the first page of a job showed and later ones are held to; said in the log once. For one thread at a time. */
final class Detected {
    private static final Logger LOG = LoggerFactory.getLogger(Detected.class);

    private final String resource;
    private Optional<RecordSelector> selector = Optional.empty();
    private Optional<String> paging = Optional.empty();

    Detected(String resource) {
        this.resource = resource;
    }

    /** Where the records stand. */
    Optional<RecordSelector> selector() {
        return selector;
    }

    /** How pages follow each other, as users would write it. */
    Optional<String> paging() {
        return paging;
    }

    RecordSelector found(RecordSelector place) {
        selector = Optional.of(place);
        LOG.info("Records of {} are at {}", resource, place);
        return place;
    }

    void found(String way) {
        if (paging.isEmpty()) {
            paging = Optional.of(way);
            LOG.info("Pages of {} follow each other by {}", resource, way);
        }
    }
}
