package dev.ingest.source.jdbc.sqlserver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whom sessions wait for that wait for a lock. */
final class SqlServerWaits {
    /** The session at the head of those that wait for one another. */
    private static final String HOLDERS = """
            WITH waiting AS (
              SELECT r.blocking_session_id AS session_id, r.wait_type, r.wait_resource, 1 AS depth
              FROM sys.dm_exec_requests r WHERE r.blocking_session_id > 0 AND r.session_id IN (%s)
              UNION ALL
              SELECT r.blocking_session_id, r.wait_type, r.wait_resource, w.depth + 1
              FROM waiting w JOIN sys.dm_exec_requests r ON r.session_id = w.session_id
              WHERE r.blocking_session_id > 0 AND w.depth < 10
            )
            SELECT w.session_id, COALESCE(e.login_name, ''), COALESCE(e.program_name, ''), w.wait_resource, w.depth
            FROM waiting w LEFT JOIN sys.dm_exec_sessions e ON e.session_id = w.session_id
            WHERE w.session_id NOT IN (%s)
            ORDER BY w.depth
            """;

    private final SqlServerSession session;

    SqlServerWaits(SqlServerSession session) {
        this.session = session;
    }

    private record Holder(String who, String resource) {}

    /** Whom the sessions of those numbers wait for; empty where they wait for none. */
    Optional<String> describe(List<Integer> numbers) throws SQLException {
        String list = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<Holder> holders = session.list(HOLDERS.formatted(list, list), SqlServerWaits::holder);
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of("a lock on " + holders.get(0).resource() + ": "
                        + holders.stream().map(Holder::who).distinct().collect(Collectors.joining(", behind ")));
    }

    private static Holder holder(ResultSet row) throws SQLException {
        String application = row.getString(3).strip();
        return new Holder(
                "session " + row.getInt(1) + " (user " + row.getString(2)
                        + (application.isEmpty() ? "" : ", application " + application) + ")",
                row.getString(4).strip());
    }
}
