package dev.ingest.source.jdbc.postgres;

import dev.ingest.source.jdbc.JdbcTarget;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/** Whether what goes to and from the servers can be read on the way. */
final class PostgresEncryption {
    private static final String ASKED =
            "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()";

    private final JdbcTarget target;
    private final String tlsMode;

    /** @param tlsMode the driver's {@code sslmode}; empty when nobody chose one */
    PostgresEncryption(JdbcTarget target, String tlsMode) {
        this.target = target;
        this.tlsMode = tlsMode;
    }

    /** What is to be asked of the server, which the other modes leave it to: the driver does not tell what came of it. */
    Optional<String> question() {
        boolean known = tlsMode.equals("disable") || tlsMode.equals("require") || tlsMode.startsWith("verify-");
        return known || !leavesThisMachine() ? Optional.empty() : Optional.of(ASKED);
    }

    /** The warning that {@code connection} is not encrypted; none where it is, or never leaves this machine. */
    Optional<String> warning(Connection connection) throws SQLException {
        Optional<String> question = question();
        boolean plain = question.isPresent() ? isPlain(connection, question.get()) : tlsMode.equals("disable");
        return plain && leavesThisMachine() ? Optional.of(warning()) : Optional.empty();
    }

    String warning() {
        return "The connection to " + target.place() + " is not encrypted: what is read can be read on the way too. Set"
                + " sslmode = \"require\" in [" + target.section()
                + ".query]; \"verify-full\" with sslrootcert also makes"
                + " sure of the server.";
    }

    boolean leavesThisMachine() {
        return target.servers().stream().anyMatch(server -> !isLoopback(server.host()));
    }

    private static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    private static boolean isPlain(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && !answer.getBoolean(1);
        } finally {
            connection.rollback();
        }
    }
}
