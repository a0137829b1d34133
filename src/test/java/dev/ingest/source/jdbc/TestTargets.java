package dev.ingest.source.jdbc;

import dev.ingest.job.DatabaseKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Targets for messages; nothing connects to them. */
final class TestTargets {
    private TestTargets() {}

    static JdbcTarget nowhere() {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.POSTGRESQL,
                "db.example.org",
                5432,
                "sales",
                "reader",
                Optional.empty(),
                Map.of(),
                Duration.ofSeconds(1));
    }
}
