package dev.ingest.source.rest;

import dev.ingest.data.Column;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.record.RecordPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the first page showed.
 *
 * @param columns of its records, as they would land
 * @param clock what the API's clock showed; this machine's where it did not say
 * @param begun the pages that go on from there, for the reader that would ask for the same first
 */
record RestSample(List<Column> columns, Instant clock, Optional<Begun> begun) {
    /** Pages of which the first is at hand. */
    record Begun(Pages pages, Request first, RecordPage page) {}
}
