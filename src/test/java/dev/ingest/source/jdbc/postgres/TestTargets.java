package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Targets for messages; nothing connects to them. */
public final class TestTargets {
    private TestTargets() {}

    public static JdbcTarget nowhere() {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.POSTGRESQL,
                "db.example.org",
                5432,
                "sales",
                new Login.Password("reader", Optional.empty()),
                Map.of(),
                Duration.ofSeconds(1),
                RowSecurity.FAIL);
    }
}
