package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.record.RecordCursor;
import dev.ingest.source.rest.record.RecordRows;
import java.io.IOException;
import java.util.Optional;

/** The records of a page that a filter leaves, with what it adds to them. */
record FilteredPage(RecordRows.Page page, RecordFilter filter, Bindings bindings) implements RecordRows.Page {
    @Override
    public RecordCursor records() throws IOException {
        return page.records().filtered(this::apply);
    }

    private Optional<JsonNode> apply(JsonNode record) {
        return filter.apply(record, bindings);
    }

    /** The page itself where nothing is filtered. */
    static RecordRows.Page of(RecordRows.Page page, RecordFilter filter, Bindings bindings) {
        return filter.isNone() ? page : new FilteredPage(page, filter, bindings);
    }
}
