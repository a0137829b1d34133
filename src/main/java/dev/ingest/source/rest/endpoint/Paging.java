package dev.ingest.source.rest.endpoint;

import java.util.Optional;

/** How the pages of an endpoint follow each other; the names are dlt's. */
public sealed interface Paging {

    /** The body holds the link of the next page. */
    record JsonLink(String nextUrlPath) implements Paging {}

    /** A {@code Link} header (RFC 8288) holds it, under the relation {@code linksNextKey}. */
    record HeaderLink(String linksNextKey) implements Paging {}

    /** A value of an answer is sent with the next request. */
    record Cursor(From from, Spot to) implements Paging {}

    /**
     * The number of records to pass over.
     *
     * @param first of the first page
     * @param maximum pages end before it
     */
    record Offset(long first, Spot offset, Optional<Limit> limit, Totals totals, Optional<Long> maximum)
            implements Paging {}

    /**
     * Pages are numbered.
     *
     * @param base the number of the API's first page
     * @param first the number of the page to begin with
     * @param maximum pages end before it
     */
    record PageNumber(long base, long first, Spot page, Optional<Limit> limit, Totals totals, Optional<Long> maximum)
            implements Paging {}

    /** The first page is all. */
    record SinglePage() implements Paging {}

    /** The first page shows how it goes on. */
    record Auto() implements Paging {}

    /** Where a value goes. */
    sealed interface Spot {
        record Param(String name) implements Spot {}

        /** Into the JSON body. */
        record Body(String path) implements Spot {}
    }

    /** Where a value comes from. */
    sealed interface From {
        record Body(String path) implements From {}

        record Header(String name) implements From {}

        record LastRecord(String path) implements From {}

        /** An expression over body, headers and last record. */
        record Computed(String expression) implements From {}
    }

    /** How many records a page is to have. */
    record Limit(long records, Spot spot) {}

    /**
     * The path of the total that the body names: of records where pages go by offset, of pages where they are numbered.
     *
     * @param path absent: none is looked for
     * @param named whether users wrote it; otherwise it is dlt's {@code total}, which means what it may
     */
    record Totals(Optional<String> path, boolean named) {}
}
