package dev.ingest.source.rest.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Functions of texts and lists; characters are code points. */
final class Texts {
    private Texts() {}

    static int length(Arguments arguments) {
        JsonNode value = arguments.value(0);
        return value.isArray() ? value.size() : characters(arguments.text(0));
    }

    static String replaced(Arguments arguments) {
        String text = arguments.text(0);
        String part = arguments.text(1);
        String other = arguments.text(2);
        if (part.isEmpty()) {
            throw new EvaluationException(arguments.written(1) + " is empty: there is nothing to replace");
        }
        long most = text.length() + (long) (text.length() / part.length()) * other.length();
        Function.bounded(most);
        return text.replace(part, other);
    }

    static String part(Arguments arguments) {
        String text = arguments.text(0);
        int length = characters(text);
        int start = arguments.whole(1);
        int first = start < 0 ? Math.max(0, length + start) : Math.min(start, length);
        long most = arguments.size() > 2 ? Math.max(0, arguments.whole(2)) : length;
        int last = (int) Math.min(length, first + most);
        return text.substring(text.offsetByCodePoints(0, first), text.offsetByCodePoints(0, last));
    }

    static String concatenated(Arguments arguments) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < arguments.size(); index++) {
            text.append(arguments.text(index));
        }
        return text.toString();
    }

    static JsonNode split(Arguments arguments) {
        String text = arguments.text(0);
        String separator = arguments.text(1);
        if (separator.isEmpty()) {
            throw new EvaluationException(arguments.written(1) + " is empty: nothing stands between");
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            list.add(text.substring(start, at));
            start = at + separator.length();
        }
        return list.add(text.substring(start));
    }

    static String joined(Arguments arguments) {
        StringJoiner text = new StringJoiner(arguments.text(1));
        for (JsonNode element : arguments.list(0)) {
            text.add(Values.text(element, "an element of " + arguments.written(0)));
        }
        return text.toString();
    }

    static String urlEncoded(Arguments arguments) {
        utf8(arguments);
        // The encoder writes forms, where a space is + and * and ~ are what they are not in URLs.
        return URLEncoder.encode(arguments.text(0), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String base64(Arguments arguments) {
        return Base64.getEncoder().encodeToString(utf8(arguments));
    }

    static String sha256(Arguments arguments) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(arguments)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java has SHA-256.", absent);
        }
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static byte[] utf8(Arguments arguments) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(arguments.text(0)));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException half) {
            throw new EvaluationException(arguments.written(0) + " holds half a character");
        }
    }
}
