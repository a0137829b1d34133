package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The records of a body, one after the other. */
public final class RecordCursor implements AutoCloseable {
    /** How records stand where the parser is. */
    enum Shape {
        /** The elements of the list that has begun. */
        LIST,
        /** The object that has begun. */
        ALONE,
        /** Every value from here on. */
        VALUES,
        NOTHING
    }

    /** No records. */
    static final RecordCursor NONE = of(List.of());

    private final InputStream in;
    private final Queue<JsonNode> trees;
    private final Shape shape;
    private JsonParser parser;
    private boolean begun;

    private RecordCursor(InputStream in, JsonParser parser, Shape shape, Queue<JsonNode> trees) {
        this.in = in;
        this.parser = parser;
        this.shape = shape;
        this.trees = trees;
    }

    static RecordCursor of(InputStream in, JsonParser parser, Shape shape) {
        return new RecordCursor(in, parser, shape, new ArrayDeque<>());
    }

    static RecordCursor of(List<JsonNode> records) {
        JsonParser none = Json.TREES.createArrayNode().traverse(Json.TREES);
        return new RecordCursor(InputStream.nullInputStream(), none, Shape.NOTHING, new ArrayDeque<>(records));
    }

    /** The next record: the parser stands at its first token, and is to be left at its last. */
    public Optional<JsonParser> next() throws IOException {
        if (!trees.isEmpty()) {
            parser = trees.remove().traverse(Json.TREES);
            parser.nextToken();
            return Optional.of(parser);
        }
        boolean there =
                switch (shape) {
                    case LIST -> parser.nextToken() != JsonToken.END_ARRAY;
                    case ALONE -> !begun;
                    case VALUES -> parser.nextToken() != null;
                    case NOTHING -> false;
                };
        begun = true;
        return there ? Optional.of(parser) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        in.close();
    }
}
