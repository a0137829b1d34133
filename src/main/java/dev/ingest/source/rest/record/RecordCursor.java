package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/** The records of a body, one after the other. */
public interface RecordCursor extends AutoCloseable {

    /** The next record: the parser stands at its first token, and is to be left at its last. */
    Optional<JsonParser> next() throws IOException;

    @Override
    void close() throws IOException;

    /** These, as {@code filter} leaves them. */
    default RecordCursor filtered(Function<JsonNode, Optional<JsonNode>> filter) {
        RecordCursor all = this;
        return new RecordCursor() {
            @Override
            public Optional<JsonParser> next() throws IOException {
                for (Optional<JsonParser> next = all.next(); next.isPresent(); next = all.next()) {
                    Optional<JsonNode> left = filter.apply(Json.TREES.readTree(next.get()));
                    if (left.isPresent()) {
                        return Optional.of(Streamed.begun(left.get()));
                    }
                }
                return Optional.empty();
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    /** Records that stand in memory. */
    static RecordCursor of(Iterable<JsonNode> records) {
        Iterator<JsonNode> left = records.iterator();
        return new RecordCursor() {
            @Override
            public Optional<JsonParser> next() throws IOException {
                return left.hasNext() ? Optional.of(Streamed.begun(left.next())) : Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    /** Records in a body that is read as it comes. */
    final class Streamed implements RecordCursor {
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

        private final InputStream in;
        private final JsonParser parser;
        private final Shape shape;
        private boolean begun;

        Streamed(InputStream in, JsonParser parser, Shape shape) {
            this.in = in;
            this.parser = parser;
            this.shape = shape;
        }

        private static JsonParser begun(JsonNode record) throws IOException {
            JsonParser parser = record.traverse(Json.TREES);
            parser.nextToken();
            return parser;
        }

        @Override
        public Optional<JsonParser> next() throws IOException {
            boolean there = switch (shape) {
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
}
