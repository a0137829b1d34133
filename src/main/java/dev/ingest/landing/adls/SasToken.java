package dev.ingest.landing.adls;

import dev.ingest.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shared access signature says of itself. */
final class SasToken {
    /** What a load does; each is written as its first letter. */
    private static final List<String> RIGHTS = List.of("read", "write", "delete", "list");

    private final String query;
    private final Map<String, String> fields = new HashMap<>();

    SasToken(Secret token) {
        query = token.reveal().strip().replaceFirst("^[?&]+", "");
        for (String field : query.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), decoded(field.substring(equals + 1)));
            }
        }
    }

    /** As it goes behind a URL, without a question mark. */
    String query() {
        return query;
    }

    /** Why no service would take it, with the way out. */
    Optional<String> fault(Instant now) {
        if (!fields.containsKey("sig") || !fields.containsKey("sv")) {
            return Optional.of("it has no signature (sv=…&sig=…). Copy it again, whole, from sv= to the end.");
        }
        return timeFault(now).or(this::rightsFault);
    }

    /** When its time is over, where it says so itself. */
    Optional<Instant> end() {
        return time("se");
    }

    private Optional<String> timeFault(Instant now) {
        Optional<Instant> end = end();
        Optional<Instant> start = time("st");
        if (end.isPresent() && !now.isBefore(end.get())) {
            return Optional.of(
                    "it expired at " + end.get() + " (se), and this machine's clock says " + now + ". Make a new one.");
        }
        return start.filter(now::isBefore)
                .map(begin -> "it is not valid before " + begin + " (st), and this machine's clock says " + now
                        + ". Wait, set the clock, or make one without a start.");
    }

    private Optional<String> rightsFault() {
        // A stored access policy (si) may hold what the signature does not say.
        String rights = fields.getOrDefault("sp", "rwdl");
        for (String right : RIGHTS) {
            if (rights.indexOf(right.charAt(0)) < 0) {
                return Optional.of("it lacks the right to " + right + " (sp=" + rights
                        + "). Make one with the rights read, add, create, write, delete and list.");
            }
        }
        String kinds = fields.getOrDefault("srt", "co");
        if (kinds.indexOf('c') < 0 || kinds.indexOf('o') < 0) {
            return Optional.of("it is not for containers and objects (srt=" + kinds
                    + "). Make one with the resource types container and object.");
        }
        return fields.getOrDefault("sr", "c").matches("c|d")
                ? Optional.empty()
                : Optional.of("it is for one file (sr=" + fields.get("sr") + "). Make one for the container.");
    }

    /** Times are written to the day, the minute or the second. */
    private Optional<Instant> time(String field) {
        String text = fields.getOrDefault(field, "");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            text.indexOf('T') < 0
                                    ? LocalDate.parse(text)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()
                                    : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
