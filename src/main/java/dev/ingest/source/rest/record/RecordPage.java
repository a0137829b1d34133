package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.body.Fingerprint;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.util.Optional;

/** The records of one response, whose body was read once from end to end: it is whole and valid. */
public final class RecordPage implements RecordRows.Page {
    /** What stands where the records are looked for. */
    public enum Form {
        LIST,
        /** One record that stands alone. */
        RECORD,
        /** A null. */
        NULL,
        /** Something that is neither a record nor a list. */
        SCALAR,
        ABSENT
    }

    private final Body body;
    private final BodyReader reader;
    private final RecordSelector selector;
    private final JsonNode envelope;
    private final Form form;
    private final long count;
    private final long from;
    private final long to;

    RecordPage(
            Body body,
            BodyReader reader,
            RecordSelector selector,
            JsonNode envelope,
            Form form,
            long count,
            long from,
            long to) {
        this.body = body;
        this.reader = reader;
        this.selector = selector;
        this.envelope = envelope;
        this.form = form;
        this.count = count;
        this.from = from;
        this.to = to;
    }

    /** A response without a body. */
    static RecordPage empty(Body body, BodyReader reader, RecordSelector selector) {
        return new RecordPage(body, reader, selector, MissingNode.getInstance(), Form.NULL, 0, 0, 0);
    }

    public Form form() {
        return form;
    }

    /** How many records there are. */
    public long count() {
        return count;
    }

    /** The body without its records. */
    public JsonNode envelope() {
        return envelope;
    }

    /** Of the records as they stand in the body. */
    public Fingerprint fingerprint() {
        return body.fingerprint(from, to);
    }

    @Override
    public RecordCursor records() throws IOException {
        return reader.open(body, selector);
    }

    /** The last record as a tree; empty where there is none. */
    public Optional<JsonNode> last() throws IOException {
        try (RecordCursor records = records()) {
            Optional<JsonNode> last = Optional.empty();
            long left = count;
            for (Optional<JsonParser> next = records.next(); next.isPresent(); next = records.next()) {
                left--;
                if (left == 0) {
                    last = Optional.of(Json.TREES.readTree(next.get()));
                } else {
                    next.get().skipChildren();
                }
            }
            return last;
        }
    }
}
