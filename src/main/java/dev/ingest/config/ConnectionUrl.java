package dev.ingest.config;

import dev.ingest.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connection string as SQLAlchemy reads it: {@code driver://user:password@host:port/database?key=value}.
 *
 * <p>What libpq takes in the query alone ({@code host}, {@code port}, {@code dbname}, {@code user}, {@code password})
 * stands for what the address leaves out. Percent escapes are decoded in user, password, database and query; {@code +} is a space in the query alone.
 */
record ConnectionUrl(
        String driver,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> database,
        Optional<String> username,
        Optional<Secret> password,
        Map<String, String> query) {

    /** Parses {@code text}; the reason in an {@code IllegalArgumentException} quotes nothing of it. */
    static ConnectionUrl parse(String text) {
        String bare = text.strip().startsWith("jdbc:") ? text.strip().substring(5) : text.strip();
        int scheme = bare.indexOf("://");
        if (scheme <= 0) {
            throw new IllegalArgumentException("has no :// behind the name of the database");
        }
        String rest = bare.substring(scheme + 3);
        int at = endOfUser(rest);
        String user = at < 0 ? "" : rest.substring(0, at);
        String address = rest.substring(at + 1);
        int question = address.indexOf('?');
        Map<String, String> query = query(question < 0 ? "" : address.substring(question + 1));
        String place = question < 0 ? address : address.substring(0, question);
        int slash = place.indexOf('/');
        String server = slash < 0 ? place : place.substring(0, slash);
        int colon = user.indexOf(':');
        return new ConnectionUrl(
                bare.substring(0, scheme).replaceFirst("\\+.*", "").toLowerCase(Locale.ROOT),
                either(given(host(server)), query, "host"),
                either(port(server), Optional.ofNullable(query.remove("port")).map(ConnectionUrl::portNumber), "port"),
                either(given(slash < 0 ? "" : decoded(place.substring(slash + 1))), query, "dbname"),
                either(given(decoded(colon < 0 ? user : user.substring(0, colon))), query, "user"),
                either(given(colon < 0 ? "" : decoded(user.substring(colon + 1))), query, "password")
                        .map(Secret::new),
                query);
    }

    private static Optional<String> either(Optional<String> address, Map<String, String> query, String key) {
        return either(address, Optional.ofNullable(query.remove(key)).flatMap(ConnectionUrl::given), key);
    }

    private static <T> Optional<T> either(Optional<T> address, Optional<T> query, String key) {
        if (address.isPresent() && query.isPresent() && !address.equals(query)) {
            throw new IllegalArgumentException("says twice, and each time otherwise, what " + key + " is");
        }
        return address.or(() -> query);
    }

    /** The last {@code @} before the address's slash: people forget to escape one in a password. */
    private static int endOfUser(String rest) {
        int first = rest.indexOf('@');
        int colon = rest.indexOf(':');
        String name = rest.substring(0, Math.max(0, colon < 0 ? first : Math.min(first, colon)));
        if (first < 0 || name.contains("/") || name.contains("?")) {
            return -1;
        }
        int slash = rest.indexOf('/', first);
        int question = rest.indexOf('?', first);
        int end = Math.min(slash < 0 ? rest.length() : slash, question < 0 ? rest.length() : question);
        return rest.lastIndexOf('@', end);
    }

    /** Of several servers, each keeps its port. */
    private static String host(String server) {
        if (server.indexOf(',') >= 0) {
            return server;
        }
        if (server.startsWith("[")) {
            int end = server.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("opens a bracket around the host and does not close it");
            }
            return server.substring(1, end);
        }
        int colon = server.indexOf(':');
        return colon < 0 ? server : server.substring(0, colon);
    }

    private static Optional<Integer> port(String server) {
        int colon = server.indexOf(':', server.indexOf(']') + 1);
        if (colon < 0 || colon == server.length() - 1 || server.indexOf(',') >= 0) {
            return Optional.empty();
        }
        return Optional.of(portNumber(server.substring(colon + 1)));
    }

    private static int portNumber(String text) {
        try {
            return SettingParsers.whole(1, 65_535).apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("has a port that is not a number from 1 to 65535", wrong);
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.merge(
                        decoded(pair.substring(0, equals).replace('+', ' ')),
                        decoded(pair.substring(equals + 1).replace('+', ' ')),
                        (first, second) -> first + "," + second);
            }
        }
        return query;
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A percent sign that begins no escape stays as it is, as in Python. */
    private static String decoded(String text) {
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
}
