package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Targets that nothing has to answer at. */
public final class TestTargets {
    public static final String PASSWORD = "p};{a=\"ss' wö;rd";

    private TestTargets() {}

    public static JdbcTarget nowhere() {
        return nowhere(Map.of());
    }

    public static JdbcTarget nowhere(Map<String, String> parameters) {
        return target(DatabaseKind.MSSQL, "db.example.org", 1433, password("reader"), parameters);
    }

    public static Login password(String user) {
        return new Login.Password(user, Optional.of(new Secret(PASSWORD)));
    }

    public static JdbcTarget target(
            DatabaseKind kind, String host, int port, Login login, Map<String, String> parameters) {
        return new JdbcTarget(
                "sources.test",
                kind,
                host,
                port,
                "sales; one}",
                login,
                parameters,
                Duration.ofSeconds(2),
                RowSecurity.FAIL);
    }
}
