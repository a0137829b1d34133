package dev.ingest.config.connection;

import dev.ingest.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * PostgreSQL. What libpq takes in the query alone ({@code host}, {@code port}, {@code dbname}, {@code user},
 * {@code password}) stands for what the address leaves out.
 */
final class PostgresNotation implements Notation {

    @Override
    public Set<String> drivers() {
        return Set.of("postgresql", "postgres");
    }

    @Override
    public int usualPort() {
        return 5432;
    }

    @Override
    public ConnectionText parse(String text) {
        ConnectionUrl url = ConnectionUrl.parse(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        // Of several servers, each keeps its port.
        ServerText server = url.server().indexOf(',') >= 0
                ? new ServerText(url.server(), Optional.empty())
                : ServerText.parse(url.server(), ':');
        Map<String, String> query = new TreeMap<>(url.query());
        ConnectionText asked = new ConnectionText(
                taken(query, "host"),
                taken(query, "port").map(ServerText::port),
                taken(query, "dbname").map(DatabaseName::plain),
                taken(query, "user"),
                taken(query, "password").map(Secret::new),
                Optional.empty(),
                Map.of());
        ConnectionText address = server.in(url.user()).withQuery(query);
        return url.path()
                .map(DatabaseName::plain)
                .map(address::withDatabase)
                .orElse(address)
                .and(asked);
    }

    private static Optional<String> taken(Map<String, String> query, String key) {
        return Optional.ofNullable(query.remove(key)).flatMap(ConnectionUrl::given);
    }

    @Override
    public ConnectionText settled(ConnectionText written) {
        return written;
    }

    @Override
    public ConnectionText completed(ConnectionText all) {
        return all.withPort(all.port().orElse(usualPort())).withAuthentication(Authentication.PASSWORD);
    }

    @Override
    public String databaseKey() {
        return "database";
    }

    @Override
    public String example() {
        return "postgresql://user:password@host:5432/database, with %40 for @ and %2F for / in the password";
    }
}
