package dev.ingest.source.rest.endpoint;

import java.util.Optional;

/**
 * Where pages end, whatever the way of paging.
 *
 * @param hasMorePath a value in the body that is false on the last page
 * @param recordTotalPath the number of all records, in the body
 * @param emptyPages so many in a row end the pages, even when the API names a next one
 * @param maximumPages no page beyond it is asked for
 * @param maximumRecords no page is asked for when there are as many
 * @param windowLimit the API refuses what lies beyond so many records
 */
public record PageBounds(
        Optional<String> hasMorePath,
        Optional<String> recordTotalPath,
        int emptyPages,
        Optional<Long> maximumPages,
        Optional<Long> maximumRecords,
        Optional<Long> windowLimit,
        TotalMismatch onTotalMismatch,
        RepeatedPage onRepeatedPage) {

    PageBounds withPages(long most) {
        return new PageBounds(
                hasMorePath,
                recordTotalPath,
                emptyPages,
                Optional.of(most),
                maximumRecords,
                windowLimit,
                onTotalMismatch,
                onRepeatedPage);
    }

    /** What a total comes to that the API named and that was not reached. */
    public enum TotalMismatch {
        FAIL,
        WARN
    }

    /** What a page comes to that has the records of one before. */
    public enum RepeatedPage {
        FAIL,
        ACCEPT
    }
}
