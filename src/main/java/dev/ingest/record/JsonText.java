package dev.ingest.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.secret.Redaction;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** JSON as text. A secret is masked in the value that holds it: in the whole text it might be taken for a part of its form. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int FORMAT = 1;

    private JsonText() {}

    /** An object with nothing in it. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A document with its form, which rises when what a reader knows is no longer there or means something else. */
    public static ObjectNode versioned() {
        return object().put("format", FORMAT);
    }

    /** A moment as documents say it, in {@code zone}. */
    public static String time(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.MILLIS).atZone(zone));
    }

    /** A zone as users write it. */
    public static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** {@code root} on one line, without an end of line. */
    public static String line(ObjectNode root) {
        return written(root, false);
    }

    /** {@code root} as people read it, ending with a line's end. */
    public static String document(ObjectNode root) {
        return written(root, true) + "\n";
    }

    /** Sets {@code key} to the text, or to null where there is none. */
    public static void put(ObjectNode object, String key, Optional<String> text) {
        text.ifPresentOrElse(value -> object.put(key, value), () -> object.putNull(key));
    }

    /** Token by token: the start of a run would feel the classes of an {@code ObjectMapper}. */
    private static String written(ObjectNode root, boolean indented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            if (indented) {
                out.useDefaultPrettyPrinter();
            }
            write(root, out);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonNode node, JsonGenerator out) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    out.writeFieldName(field.getKey());
                    write(field.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : node) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(Redaction.of(node.textValue()));
            case NUMBER -> number(node, out);
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            default -> throw new IllegalArgumentException("no JSON is made of " + node.getNodeType());
        }
    }

    private static void number(JsonNode node, JsonGenerator out) throws IOException {
        switch (node.numberType()) {
            case INT, LONG -> out.writeNumber(node.longValue());
            case FLOAT -> out.writeNumber(node.floatValue());
            case BIG_INTEGER -> out.writeNumber(node.bigIntegerValue());
            case BIG_DECIMAL -> out.writeNumber(node.decimalValue());
            default -> out.writeNumber(node.doubleValue());
        }
    }
}
