package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The value that a parser stands at as UTF-8. One is used for all texts of a load. */
final class ValueText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_BYTES_A_CHAR = 3;

    private byte[] bytes = new byte[256];
    private int length;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Takes the characters of a text, number or flag. */
    void characters(JsonParser parser) throws IOException {
        char[] source = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int count = parser.getTextLength();
        if (bytes.length < (long) count * MOST_BYTES_A_CHAR) {
            bytes = new byte[Math.toIntExact(Math.max((long) count * MOST_BYTES_A_CHAR, bytes.length * 2L))];
        }
        int at = 0;
        for (int i = from; i < from + count; i++) {
            char c = source[i];
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xE0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[at++] = (byte) (0x80 | (c & 0x3F));
            } else {
                at = pair(source, i++, from + count, at);
            }
        }
        length = at;
    }

    private int pair(char[] source, int i, int end, int from) {
        if (i + 1 >= end || !Character.isSurrogatePair(source[i], source[i + 1])) {
            throw new RecordFault("a text holds half a surrogate pair, \\u" + Integer.toHexString(source[i])
                    + ", which is no character. Have the API mend it, or leave the field out.");
        }
        int point = Character.toCodePoint(source[i], source[i + 1]);
        int at = from;
        bytes[at++] = (byte) (0xF0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[at++] = (byte) (0x80 | (point & 0x3F));
        return at;
    }

    /** Takes a value and all below it as compact JSON, numbers as they were written. The parser ends at its last token. */
    void json(JsonParser parser) throws IOException {
        json.reset();
        try (JsonGenerator generator = FACTORY.createGenerator(json)) {
            int depth = 0;
            JsonToken token = parser.currentToken();
            do {
                switch (token) {
                    case START_OBJECT -> generator.writeStartObject();
                    case START_ARRAY -> generator.writeStartArray();
                    case END_OBJECT -> generator.writeEndObject();
                    case END_ARRAY -> generator.writeEndArray();
                    case FIELD_NAME -> generator.writeFieldName(parser.currentName());
                    case VALUE_STRING -> generator.writeString(parser.getText());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getText());
                    case VALUE_TRUE -> generator.writeBoolean(true);
                    case VALUE_FALSE -> generator.writeBoolean(false);
                    default -> generator.writeNull();
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                token = depth > 0 ? parser.nextToken() : token;
            } while (depth > 0);
        }
        if (bytes.length < json.size()) {
            bytes = new byte[Math.max(json.size(), bytes.length * 2)];
        }
        byte[] written = json.toByteArray();
        System.arraycopy(written, 0, bytes, 0, written.length);
        length = written.length;
    }
}
