package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.Health;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server tells of itself and of the connection to it. */
final class OracleHealth {
    private static final String SERVER = """
            SELECT (SELECT MIN(version) FROM product_component_version WHERE product LIKE 'Oracle%'),
              SYS_CONTEXT('USERENV', 'SESSION_USER'), SYS_CONTEXT('USERENV', 'NETWORK_PROTOCOL')
            FROM dual
            """;

    private final OracleSession session;
    private final JdbcTarget target;
    private final List<String> warnings;

    /** @param warnings what is known of the connections already */
    OracleHealth(OracleSession session, JdbcTarget target, List<String> warnings) {
        this.session = session;
        this.target = target;
        this.warnings = warnings;
    }

    private record Server(String version, String user, String protocol) {}

    Health read() throws SQLException {
        Server server = session.first(
                        SERVER, row -> new Server(row.getString(1), row.getString(2), String.valueOf(row.getString(3))))
                .orElseThrow();
        OracleClock clock = new OracleClock(session, target);
        OracleClock.Reading reading = clock.read(Duration.ZERO);
        boolean seen = clock.seesOthers();
        List<String> remarks = new ArrayList<>(warnings);
        if (!seen) {
            remarks.add(target.place() + " does not show " + server.user() + " the open transactions of other users. "
                    + OracleClock.grants(server.user()));
        }
        return new Health(
                target.kind().label(),
                server.version(),
                server.user(),
                encryption(server.protocol()),
                reading.now(),
                Optional.of(reading.offset()),
                seen ? Health.OpenTransactions.SEEN : Health.OpenTransactions.HIDDEN,
                remarks);
    }

    /** Either the transport's or the driver's own. */
    private String encryption(String protocol) throws SQLException {
        if (protocol.equalsIgnoreCase("tcps")) {
            return "TLS";
        }
        String own = session.encryption();
        return own.isEmpty() ? Health.PLAIN : own;
    }
}
