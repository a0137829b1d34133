package dev.ingest.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ingest.secret.Redaction;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** JSON as text. A secret is masked in the value that holds it: in the whole text it might be taken for a part of its form. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FORMAT = 1;

    private JsonText() {}

    /** An object with nothing in it. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
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
        return written(root, MAPPER.writer());
    }

    /** {@code root} as people read it, ending with a line's end. */
    public static String document(ObjectNode root) {
        return written(root, MAPPER.writerWithDefaultPrettyPrinter()) + "\n";
    }

    /** Sets {@code key} to the text, or to null where there is none. */
    public static void put(ObjectNode object, String key, Optional<String> text) {
        text.ifPresentOrElse(value -> object.put(key, value), () -> object.putNull(key));
    }

    private static String written(ObjectNode root, ObjectWriter writer) {
        try {
            return writer.writeValueAsString(masked(root));
        } catch (JsonProcessingException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }

    private static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                copy.set(field.getKey(), masked(field.getValue()));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = MAPPER.createArrayNode();
            array.forEach(element -> copy.add(masked(element)));
            return copy;
        }
        return node instanceof TextNode text ? TextNode.valueOf(Redaction.of(text.textValue())) : node;
    }
}
