package dev.ingest.config.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Percent escapes, as Python reads them: a sign that begins no escape stays as it is. */
final class Escapes {
    private Escapes() {}

    static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                out.write(bytes[i]);
            } else {
                out.write(high * 16 + low);
                i += 2;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Of a query, where {@code +} is a space too. */
    static String decodedInQuery(String text) {
        return decoded(text.replace('+', ' '));
    }

    /** The pairs of {@code key=value&key=value}; values of one key are joined by commas. */
    static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.merge(
                        decodedInQuery(pair.substring(0, equals)),
                        decodedInQuery(pair.substring(equals + 1)),
                        (first, second) -> first + "," + second);
            }
        }
        return query;
    }
}
