package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Targets that nobody answers at, unless a test listens there. */
public final class OracleTargets {
    static final Login READER = new Login.Password("reader", Optional.of(new Secret("tiger")));

    private OracleTargets() {}

    public static JdbcTarget nowhere() {
        return with(Map.of("service_name", "sales"));
    }

    static JdbcTarget with(Map<String, String> parameters) {
        return at("db.example.org", 1521, READER, parameters);
    }

    static JdbcTarget listening(int port, Map<String, String> parameters) {
        return at("127.0.0.1", port, READER, parameters);
    }

    static JdbcTarget at(String host, int port, Login login, Map<String, String> parameters) {
        return new JdbcTarget(
                "sources.erp",
                DatabaseKind.ORACLE,
                host,
                port,
                "sales",
                login,
                parameters,
                Duration.ofSeconds(2),
                RowSecurity.FAIL);
    }
}
