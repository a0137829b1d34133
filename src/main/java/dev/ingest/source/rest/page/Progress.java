package dev.ingest.source.rest.page;

/**
 * How far a run through the pages has come.
 *
 * @param pages received
 * @param records received
 * @param largest number of records of a page
 * @param empty how many pages in a row, the last one included, had no record
 */
record Progress(long pages, long records, long largest, int empty) {
    static final Progress NONE = new Progress(0, 0, 0, 0);

    Progress with(PageFacts page) {
        return new Progress(
                pages + 1,
                records + page.records(),
                Math.max(largest, page.records()),
                page.records() == 0 ? empty + 1 : 0);
    }
}
