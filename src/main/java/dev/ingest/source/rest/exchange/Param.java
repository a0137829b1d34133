package dev.ingest.source.rest.exchange;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One parameter of a query.
 *
 * @param encoded name and value as they stand in the address
 */
public record Param(String name, String value, String encoded) {
    private static final Pattern PLACE = Pattern.compile(".*(page|next|sync|continuation|cursor)[_-]?token");
    private static final Pattern SECRET =
            Pattern.compile(".*(token|secret|password|signature|api_?-?key|credential|^key$|^sig$).*");

    /** A parameter, with all but letters, digits and {@code -._~} escaped. */
    public static Param of(String name, String value) {
        return new Param(name, value, escaped(name) + "=" + escaped(value));
    }

    /** A parameter as an API wrote it into a link; it goes back letter by letter, as signatures count them. */
    static Param written(String encoded) {
        int equals = encoded.indexOf('=');
        String name = equals < 0 ? encoded : encoded.substring(0, equals);
        return new Param(decoded(name), equals < 0 ? "" : decoded(encoded.substring(equals + 1)), encoded);
    }

    /** The parameter as people may see it. */
    String printed() {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean secret =
                SECRET.matcher(lower).matches() && !PLACE.matcher(lower).matches();
        return secret ? escaped(name) + "=***" : encoded;
    }

    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }
}
