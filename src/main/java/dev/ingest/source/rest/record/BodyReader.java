package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.endpoint.BodyForm;
import dev.ingest.source.rest.json.BodyPath;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds records in bodies. A body is read twice: once to the end, so that nothing of a broken one is handed on and what it
 * says besides its records is known, and once more for its records. It never stands in memory as a whole, but for a
 * JSONPath that only a tree answers.
 */
public final class BodyReader {
    private static final int ENVELOPE_ELEMENTS = 1_000;

    private final BodyForm form;
    private final JsonFactory factory;

    public BodyReader(BodyForm form) {
        this.form = form;
        this.factory = form == BodyForm.CSV ? new CsvFactory() : Json.FACTORY;
    }

    /**
     * Reads a body to its end.
     *
     * @throws com.fasterxml.jackson.core.JacksonException when it is not what it should be, with the place
     */
    public RecordPage read(Body body, RecordSelector selector) throws IOException {
        if (body.size() == 0) {
            return RecordPage.empty(body, this, selector);
        }
        if (form != BodyForm.JSON) {
            return lines(body, selector);
        }
        if (selector.path().isPresent()) {
            return selected(body, selector, selector.path().get());
        }
        try (InputStream in = body.open();
                JsonParser parser = parser(in)) {
            Envelope envelope = new Envelope(selector.names());
            parser.nextToken();
            JsonNode around = envelope.read(parser, 0);
            demandEnd(parser);
            return new RecordPage(
                    body, this, selector, around, envelope.form, envelope.count, envelope.from, envelope.to);
        }
    }

    private RecordPage lines(Body body, RecordSelector selector) throws IOException {
        long count = 0;
        try (InputStream in = body.open();
                JsonParser parser = parser(in)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
                count++;
            }
        }
        return new RecordPage(
                body, this, selector, MissingNode.getInstance(), RecordPage.Form.LIST, count, 0, body.size());
    }

    private RecordPage selected(Body body, RecordSelector selector, BodyPath path) throws IOException {
        JsonNode tree = tree(body);
        long count = records(tree, path).size();
        return new RecordPage(
                body,
                this,
                selector,
                tree,
                count == 0 ? RecordPage.Form.ABSENT : RecordPage.Form.LIST,
                count,
                0,
                body.size());
    }

    /** The records of a body, one after the other. */
    RecordCursor open(Body body, RecordSelector selector) throws IOException {
        if (body.size() == 0) {
            return RecordCursor.of(List.of());
        }
        if (selector.path().isPresent() && form == BodyForm.JSON) {
            return RecordCursor.of(records(tree(body), selector.path().get()));
        }
        InputStream in = body.open();
        JsonParser parser = parser(in);
        if (form != BodyForm.JSON) {
            return new RecordCursor.Streamed(in, parser, RecordCursor.Streamed.Shape.VALUES);
        }
        JsonToken found = find(parser, selector.names());
        return new RecordCursor.Streamed(
                in,
                parser,
                found == JsonToken.START_ARRAY
                        ? RecordCursor.Streamed.Shape.LIST
                        : found == JsonToken.START_OBJECT
                                ? RecordCursor.Streamed.Shape.ALONE
                                : RecordCursor.Streamed.Shape.NOTHING);
    }

    /**
     * Where a body has its records, as dlt looks for them: the body itself, a list that is called as lists of records are, the
     * first list within three levels, or the body as one record.
     */
    public RecordSelector detect(Body body) throws IOException {
        if (form != BodyForm.JSON || body.size() == 0) {
            return RecordSelector.WHOLE;
        }
        try (InputStream in = body.open();
                JsonParser parser = parser(in)) {
            List<List<String>> lists = new ArrayList<>();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                RecordLists.collect(parser, List.of(), lists);
            }
            return RecordLists.likeliest(lists).map(RecordSelector::at).orElse(RecordSelector.WHOLE);
        }
    }

    private JsonNode tree(Body body) throws IOException {
        try (InputStream in = body.open()) {
            return Json.TREES.readTree(in);
        }
    }

    /** Each value at the path; a list stands for its elements. */
    private static List<JsonNode> records(JsonNode tree, BodyPath path) {
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode found : path.all(tree)) {
            if (found instanceof ArrayNode list) {
                list.forEach(records::add);
            } else if (!found.isNull()) {
                records.add(found);
            }
        }
        return records;
    }

    private JsonParser parser(InputStream in) throws IOException {
        JsonParser parser = factory.createParser(in);
        if (parser instanceof CsvParser csv) {
            csv.setSchema(CsvSchema.emptySchema().withHeader());
            csv.enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS);
        }
        return parser;
    }

    private static void demandEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new RecordFault("something follows the end of the JSON at byte "
                    + parser.currentTokenLocation().getByteOffset()
                    + ". Where each line is a JSON value, set format = \"ndjson\".");
        }
    }

    private static Optional<String> first(List<String> names, int depth) {
        return depth < names.size() ? Optional.of(names.get(depth)) : Optional.empty();
    }

    /** Goes to the value at {@code names}; null where there is none. */
    private static @org.jspecify.annotations.Nullable JsonToken find(JsonParser parser, List<String> names)
            throws IOException {
        JsonToken token = parser.nextToken();
        for (String name : names) {
            if (token != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT
                    && !parser.currentName().equals(name)) {
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                return null;
            }
            token = parser.nextToken();
        }
        return token;
    }

    /** Reads a body as a tree that the records are left out of, and counts them. */
    private static final class Envelope {
        private final List<String> names;
        private RecordPage.Form form = RecordPage.Form.ABSENT;
        private long count;
        private long from;
        private long to;

        Envelope(List<String> names) {
            this.names = names;
        }

        JsonNode read(JsonParser parser, int depth) throws IOException {
            Optional<String> towards = first(names, depth);
            if (towards.isEmpty()) {
                return records(parser);
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return small(parser);
            }
            ObjectNode around = Json.TREES.createObjectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                if (around.has(name)) {
                    throw new RecordFault("the body has the field '" + name
                            + "' twice, and which one counts is not said. Have the API mend it.");
                }
                around.set(name, name.equals(towards.get()) ? read(parser, depth + 1) : small(parser));
            }
            return around;
        }

        private JsonNode records(JsonParser parser) throws IOException {
            from = parser.currentTokenLocation().getByteOffset();
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_ARRAY) {
                form = RecordPage.Form.LIST;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    parser.skipChildren();
                    count++;
                }
                to = parser.currentTokenLocation().getByteOffset();
                return MissingNode.getInstance();
            }
            JsonNode alone = small(parser);
            to = parser.currentLocation().getByteOffset();
            form = alone.isNull()
                    ? RecordPage.Form.NULL
                    : alone.isObject() ? RecordPage.Form.RECORD : RecordPage.Form.SCALAR;
            count = alone.isObject() ? 1 : 0;
            return alone;
        }

        /** The value that the parser stands at, of long lists the beginning. */
        private static JsonNode small(JsonParser parser) throws IOException {
            return switch (parser.currentToken()) {
                case START_OBJECT -> {
                    ObjectNode object = Json.TREES.createObjectNode();
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        String name = parser.currentName();
                        parser.nextToken();
                        object.set(name, small(parser));
                    }
                    yield object;
                }
                case START_ARRAY -> {
                    ArrayNode array = Json.TREES.createArrayNode();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (array.size() < ENVELOPE_ELEMENTS) {
                            array.add(small(parser));
                        } else {
                            parser.skipChildren();
                        }
                    }
                    yield array;
                }
                default -> Json.TREES.readTree(parser);
            };
        }
    }
}
