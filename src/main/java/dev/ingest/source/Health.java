package dev.ingest.source;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who answered, and what a load may count on there.
 *
 * @param product {@code PostgreSQL}
 * @param version as the server writes it
 * @param user whom the server takes the program for
 * @param encryption of the connection, as people read it: {@code TLSv1.3}; {@link #PLAIN} where there is none
 * @param clock what the server's clock showed
 * @param zone the zone in which the server, left to itself, writes times that carry none; absent: it has none, or does
 *     not tell
 * @param openTransactions whether it shows those of others
 * @param remarks what an operator should know of it, a sentence each, with the way out
 */
public record Health(
        String product,
        String version,
        String user,
        String encryption,
        Instant clock,
        Optional<ZoneId> zone,
        OpenTransactions openTransactions,
        List<String> remarks) {
    /** The encryption of a connection that has none. */
    public static final String PLAIN = "not encrypted";

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    public Health {
        remarks = List.copyOf(remarks);
    }

    /** Whether a server shows what others have not committed yet, which holds the horizon of time cursors back. */
    public enum OpenTransactions {
        SEEN("open transactions are seen"),
        /** For want of a right, or because they run on another server. */
        HIDDEN("open transactions of others are not seen"),
        /** The source knows none. */
        NONE("no transactions");

        private final String words;

        OpenTransactions(String words) {
            this.words = words;
        }
    }

    /** All but the remarks, in one line for people. */
    public String line() {
        ZoneId shown = zone.orElse(ZoneOffset.UTC);
        String zoned = shown.equals(ZoneOffset.UTC) ? "UTC" : shown.toString();
        return product + " " + version + ", user " + user + ", " + encryption + ", clock "
                + CLOCK.format(clock.atZone(shown)) + " " + zoned + ", " + openTransactions.words;
    }
}
