package dev.ingest.config.connection;

import dev.ingest.secret.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * A connection string as SQLAlchemy reads it: {@code driver://user:password@server/database?key=value}. Percent escapes
 * are decoded in user, password, database and query; {@code +} is a space in the query alone.
 *
 * @param server host and port as they are written, escapes and all; or all of a text in parentheses
 * @param path what follows the server's slash
 */
record ConnectionUrl(
        String server,
        Optional<String> path,
        Optional<String> username,
        Optional<Secret> password,
        Map<String, String> query) {

    /** Parses {@code text}; the reason in an {@code IllegalArgumentException} quotes nothing of it. */
    static ConnectionUrl parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme <= 0) {
            throw new IllegalArgumentException("has no :// behind the name of the database");
        }
        String rest = text.substring(scheme + 3);
        int at = endOfUser(rest);
        String user = at < 0 ? "" : rest.substring(0, at);
        String address = rest.substring(at + 1);
        int closed = address.startsWith("(") ? Math.max(0, address.lastIndexOf(')')) : 0;
        int question = address.indexOf('?', closed);
        String place = question < 0 ? address : address.substring(0, question);
        int slash = place.indexOf('/', closed);
        int colon = user.indexOf(':');
        return new ConnectionUrl(
                slash < 0 ? place : place.substring(0, slash),
                given(slash < 0 ? "" : Escapes.decoded(place.substring(slash + 1))),
                given(Escapes.decoded(colon < 0 ? user : user.substring(0, colon))),
                given(colon < 0 ? "" : Escapes.decoded(user.substring(colon + 1)))
                        .map(Secret::new),
                Escapes.query(question < 0 ? "" : address.substring(question + 1)));
    }

    /** What it says, but for the server and the path. */
    ConnectionText user() {
        return ConnectionText.of(query).withUser(username, password);
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

    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
