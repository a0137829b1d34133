package dev.ingest.source.jdbc;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How to reach a database.
 *
 * @param section where users wrote it, for messages: {@code sources.my_postgres_db}
 * @param kind which database
 * @param host name or address, or several divided by commas, each with a port of its own where it has one
 * @param port of the servers that name none; 0 for an instance that goes by its name alone
 * @param database the database's name; of Oracle its service's or its SID
 * @param login who reads
 * @param parameters further connection parameters, by the names that users know them by: libpq's, ODBC's, the driver's;
 *     of Oracle exactly one of {@code service_name}, {@code sid} and {@code descriptor}
 * @param connectTimeout how long a connection may take
 * @param rowSecurity what becomes of tables of which the user may see some rows only
 * @param choices how it is read
 */
public record JdbcTarget(
        String section,
        DatabaseKind kind,
        String host,
        int port,
        String database,
        Login login,
        Map<String, String> parameters,
        Duration connectTimeout,
        RowSecurity rowSecurity,
        JdbcChoices choices) {
    public JdbcTarget {
        parameters = Map.copyOf(parameters);
    }

    /** A database that is read as it is where nobody chooses otherwise. */
    public JdbcTarget(
            String section,
            DatabaseKind kind,
            String host,
            int port,
            String database,
            Login login,
            Map<String, String> parameters,
            Duration connectTimeout,
            RowSecurity rowSecurity) {
        this(section, kind, host, port, database, login, parameters, connectTimeout, rowSecurity, JdbcChoices.USUAL);
    }

    /** As people read it: {@code PostgreSQL sales at db.example.org:5432}. */
    public String place() {
        return kind.label() + " " + database + " at "
                + servers().stream().map(JdbcServer::toString).collect(Collectors.joining(", "));
    }

    /** Who reads, as people and servers call them. */
    public String user() {
        if (login instanceof Login.Password user) {
            return user.username();
        }
        return login instanceof Login.Integrated ? System.getProperty("user.name") : "the identity of the token";
    }

    /** Whether one host and one port say all: then there is nothing that a driver, which takes its time to load, could refuse. */
    public boolean isPlain() {
        return parameters.isEmpty() && host.matches("[^,:/@\\[\\]]+");
    }

    /**
     * The servers that may answer.
     *
     * @throws IllegalArgumentException with the reason, when the host is no list of servers
     */
    public List<JdbcServer> servers() {
        return JdbcServer.list(host, port);
    }
}
