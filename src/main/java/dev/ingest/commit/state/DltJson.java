package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** JSON byte for byte as dlt's orjson writes it: compact, nothing beyond ASCII escaped, keys as they stand or sorted. */
final class DltJson {
    /** As Python orders text; UTF-16 puts characters beyond the first plane elsewhere. */
    static final Comparator<String> BY_CODE_POINT =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final StringBuilder out = new StringBuilder();
    private final boolean sorted;

    private DltJson(boolean sorted) {
        this.sorted = sorted;
    }

    /** An object with no members. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The object that {@code text} holds; empty when it holds none, or not only one. */
    static Optional<ObjectNode> parse(String text) {
        return JsonTree.parse(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    static Optional<ObjectNode> parse(byte[] utf8) {
        return parse(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Members in the order they have. */
    static String compact(JsonNode node) {
        DltJson json = new DltJson(false);
        json.value(node);
        return json.out.toString();
    }

    /** Members sorted at every depth, as hashes want them. */
    static String sorted(JsonNode node) {
        DltJson json = new DltJson(true);
        json.value(node);
        return json.out.toString();
    }

    static byte[] bytes(JsonNode node) {
        return compact(node).getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> members(node);
            case ARRAY -> elements(node);
            case STRING -> string(node.textValue());
            case NUMBER -> out.append(node.isFloatingPointNumber() ? real(node.doubleValue()) : node.asText());
            case BOOLEAN -> out.append(node.booleanValue());
            default -> out.append("null");
        }
    }

    private void members(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        if (sorted) {
            names.sort(BY_CODE_POINT);
        }
        String divider = "{";
        for (String name : names) {
            out.append(divider);
            string(name);
            out.append(':');
            value(node.path(name));
            divider = ",";
        }
        out.append(names.isEmpty() ? "{}" : "}");
    }

    private void elements(JsonNode node) {
        out.append('[');
        for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
            value(each.next());
            if (each.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }

    /** The shortest digits, with an exponent below 1e-5 and from 1e16, as orjson writes a float. */
    private static String real(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        double size = Math.abs(value);
        if (size == 0) {
            return Double.toString(value);
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size >= 1e-5 && size < 1e16) {
            return digits.scale() > 0 ? digits.toPlainString() : digits.toPlainString() + ".0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).toPlainString() + "e" + (exponent > 0 ? "+" : "") + exponent;
    }
}
