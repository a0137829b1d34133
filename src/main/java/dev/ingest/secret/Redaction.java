package dev.ingest.secret;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes every secret that this process has held out of what people get to see: as it is, and in the forms that messages of
 * drivers and clients give it. Whoever writes to log, terminal or audit asks here, last of all.
 */
public final class Redaction {
    /** What stands in a secret's place. */
    public static final String MASK = "***";

    /** A shorter value stands in too many texts; the documentation says so. */
    static final int SHORTEST = 4;

    /** What is shorter and has letters and digits alone is sought as a word of its own. */
    private static final int SHORTEST_PART = 8;

    private static final int SHORTEST_LINE = 16;
    /** What is secret within connection strings and signed addresses. */
    private static final Pattern PARTS = Pattern.compile(
            "(?i)(?:password|pwd|accountkey|sharedaccesssignature|sharedaccesskey|access_token|client_secret)\\s*=\\s*"
                    + "(?:\\{(?<braced>(?:[^}]|}})*)}|(?<bare>[^;&]*))"
                    + "|(?:^|[?&])sig=(?<signature>[^&;\\s]+)"
                    + "|://[^:/@\\s]*:(?<user>[^@\\s]*)@");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /** Values whose forms are known: settings are looked up again and again. */
    private static final Set<String> VALUES = new HashSet<>();

    private static final Set<String> FORMS = new HashSet<>();
    /** What lines cannot do without. */
    private static final Set<String> NAMES = new HashSet<>();
    /** The longest first; sorted when somebody asks, as secrets come many at a time. */
    private static volatile Optional<List<String>> sorted = Optional.empty();

    private Redaction() {}

    /** {@code text} with a mask in the place of each secret. */
    public static String of(String text) {
        String shown = text;
        for (String form : sorted.orElseGet(Redaction::sort)) {
            if (shown.contains(form)) {
                shown = isWord(form) ? withoutWord(shown, form) : shown.replace(form, MASK);
            }
        }
        return shown;
    }

    private static boolean isWord(String form) {
        return form.length() < SHORTEST_PART && form.chars().allMatch(Character::isLetterOrDigit);
    }

    private static String withoutWord(String text, String word) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
            int end = at + word.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends) {
                shown.append(text, from, at).append(MASK);
                from = end;
            }
        }
        return shown.append(text, from, text.length()).toString();
    }

    /**
     * Leaves names as they are, though somebody's password be one of them or a part of one: nobody could read a log without
     * them, and they are no secret.
     */
    public static synchronized void spare(Collection<String> names) {
        NAMES.addAll(names);
        sorted = Optional.empty();
    }

    /** Keeps {@code value} from being seen from now on. */
    static synchronized void add(String value) {
        if (VALUES.add(value)) {
            parts(value).stream()
                    .filter(part -> part.strip().length() >= SHORTEST)
                    .flatMap(Redaction::forms)
                    .filter(form -> form.length() >= SHORTEST)
                    .forEach(FORMS::add);
            sorted = Optional.empty();
        }
    }

    private static synchronized List<String> sort() {
        List<String> forms = FORMS.stream()
                .filter(form -> NAMES.stream().noneMatch(name -> name.contains(form)))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        sorted = Optional.of(forms);
        return forms;
    }

    /** The value, and what is secret in it by itself. */
    private static Set<String> parts(String value) {
        Set<String> parts = new LinkedHashSet<>(List.of(value));
        Matcher part = PARTS.matcher(value);
        while (part.find()) {
            for (String name : List.of("braced", "bare", "signature", "user")) {
                String found = part.group(name);
                if (found != null) {
                    parts.add(name.equals("braced") ? found.replace("}}", "}") : found);
                    parts.add(decoded(found));
                }
            }
        }
        value.lines().filter(line -> line.length() >= SHORTEST_LINE).forEach(parts::add);
        return parts;
    }

    private static Stream<String> forms(String value) {
        String query = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String path = query.replace("+", "%20");
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(utf8);
        String webBase64 = Base64.getUrlEncoder().encodeToString(utf8);
        return Stream.of(
                value,
                query,
                path,
                lowerHex(query),
                lowerHex(path),
                // What SQLAlchemy and browsers leave as it is.
                path.replace("%21", "!")
                        .replace("%27", "'")
                        .replace("%28", "(")
                        .replace("%29", ")")
                        .replace("%7E", "~"),
                json(value),
                ascii(json(value)),
                value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                value.replace("'", "''"),
                value.replace("}", "}}"),
                value.replace("\"", "\"\""),
                base64,
                base64.replace("=", ""),
                webBase64,
                webBase64.replace("=", ""));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }

    private static String lowerHex(String encoded) {
        return ESCAPE.matcher(encoded).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static String json(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            switch (letter) {
                case '"', '\\' -> escaped.append('\\').append(letter);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (letter < ' ') {
                        escaped.append(String.format("\\u%04x", (int) letter));
                    } else {
                        escaped.append(letter);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static String ascii(String value) {
        StringBuilder escaped = new StringBuilder();
        value.chars().forEach(letter -> {
            if (letter < 0x7f) {
                escaped.append((char) letter);
            } else {
                escaped.append(String.format("\\u%04x", letter));
            }
        });
        return escaped.toString();
    }
}
