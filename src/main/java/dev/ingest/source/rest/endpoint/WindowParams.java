package dev.ingest.source.rest.endpoint;

import java.util.Optional;

/**
 * How a request says which part of the records it wants.
 *
 * @param startParam the parameter that holds the lower end; absent: expressions hold it, or the API sends all
 * @param endParam the one that holds the upper end
 * @param format how ends are written: {@code iso}, {@code date}, {@code epoch_s}, {@code epoch_ms} or a pattern of date and
 *     time letters; absent: as the watermark is
 * @param initial the lower end of a load from the start
 * @param order in which the API sends records
 */
public record WindowParams(
        Optional<String> startParam,
        Optional<String> endParam,
        Optional<String> format,
        Optional<String> initial,
        Order order) {
    /** The order of an API's records by the cursor. */
    public enum Order {
        ANY,
        ASCENDING,
        /** The newest come first: what lies below the window ends the pages. */
        DESCENDING
    }
}
