package dev.ingest.source.rest.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.body.Fingerprint;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a page says of the pages.
 *
 * @param records received, before any filter
 * @param envelope the body without the records in its list
 * @param last the last record, where there is one
 * @param fingerprint of the records as they stand in the body
 */
public record PageFacts(
        long records,
        JsonNode envelope,
        HttpHeaders headers,
        Supplier<Optional<JsonNode>> last,
        Fingerprint fingerprint) {}
