package dev.ingest.config.connection;

import dev.ingest.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What users wrote of a connection, as far as they did.
 *
 * @param query whatever else they wrote, under its own names
 */
record ConnectionText(
        Optional<String> host,
        Optional<Integer> port,
        Optional<DatabaseName> database,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Authentication> authentication,
        Map<String, String> query) {
    static final ConnectionText NOTHING = of(Map.of());

    ConnectionText {
        query = ignoringCase(query);
    }

    /** Pairs of which nobody has looked yet what they mean. */
    static ConnectionText of(Map<String, String> query) {
        return new ConnectionText(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                query);
    }

    /** What is written here, and there what is not. */
    ConnectionText or(ConnectionText other) {
        Map<String, String> both = ignoringCase(other.query);
        both.putAll(query);
        return new ConnectionText(
                host.or(other::host),
                port.or(other::port),
                database.or(other::database),
                username.or(other::username),
                password.or(other::password),
                authentication.or(other::authentication),
                both);
    }

    /**
     * What is written here or there.
     *
     * @throws IllegalArgumentException when both say it, and each otherwise
     */
    ConnectionText and(ConnectionText other) {
        return new ConnectionText(
                either("the host", host, other.host),
                either("the port", port, other.port),
                either("the database", database, other.database),
                either("the user", username, other.username),
                either("the password", password, other.password),
                either("the login", authentication, other.authentication),
                or(other).query);
    }

    ConnectionText withQuery(Map<String, String> other) {
        return new ConnectionText(host, port, database, username, password, authentication, other);
    }

    ConnectionText withHost(String other) {
        return new ConnectionText(Optional.of(other), port, database, username, password, authentication, query);
    }

    ConnectionText withoutHost() {
        return new ConnectionText(Optional.empty(), port, database, username, password, authentication, query);
    }

    ConnectionText withPort(int other) {
        return new ConnectionText(host, Optional.of(other), database, username, password, authentication, query);
    }

    ConnectionText withDatabase(DatabaseName other) {
        return new ConnectionText(host, port, Optional.of(other), username, password, authentication, query);
    }

    ConnectionText withoutDatabase() {
        return new ConnectionText(host, port, Optional.empty(), username, password, authentication, query);
    }

    ConnectionText withUser(Optional<String> name, Optional<Secret> word) {
        return new ConnectionText(host, port, database, name, word, authentication, query);
    }

    ConnectionText withAuthentication(Authentication other) {
        return new ConnectionText(host, port, database, username, password, Optional.of(other), query);
    }

    private static <T> Optional<T> either(String what, Optional<T> one, Optional<T> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            throw new IllegalArgumentException("says twice, and each time otherwise, what " + what + " is");
        }
        return one.or(() -> other);
    }

    private static Map<String, String> ignoringCase(Map<String, String> query) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(query);
        return copy;
    }
}
