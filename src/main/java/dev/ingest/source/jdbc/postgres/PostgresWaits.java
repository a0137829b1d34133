package dev.ingest.source.jdbc.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whom sessions wait for that wait for a lock. */
final class PostgresWaits {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    private static final String AWAITED = """
            SELECT coalesce(l.relation::regclass::text, l.locktype) FROM pg_catalog.pg_locks l
            WHERE NOT l.granted AND l.pid = ANY (?::text[]::int[])
            """;

    /**
     * The holders, and before them those who wait for them as we do. Of other users' sessions the start may be hidden. A
     * prepared transaction has no session.
     */
    private static final String HOLDERS = """
            WITH RECURSIVE chain(pid, depth) AS (
              SELECT pid::int, 0 FROM unnest(?::text[]) pid
              UNION
              SELECT b.pid, c.depth + 1
              FROM chain c CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(c.pid)) b(pid)
              WHERE c.pid <> 0 AND c.depth < 10
            ), other AS (
              SELECT pid, min(depth) AS depth FROM chain
              WHERE depth > 0 AND NOT pid = ANY (?::text[]::int[]) GROUP BY pid
            )
            SELECT 'session ' || o.pid, a.usename::text, a.application_name, a.xact_start, o.depth
            FROM other o LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = o.pid WHERE o.pid <> 0
            UNION ALL
            SELECT DISTINCT 'prepared transaction ' || p.gid, p.owner::text, '', p.prepared, o.depth
            FROM other o
            JOIN pg_catalog.pg_locks w ON NOT w.granted AND w.pid IN (SELECT pid FROM chain)
            JOIN pg_catalog.pg_locks h ON h.granted AND h.pid IS NULL
              AND h.database = w.database AND h.relation = w.relation
            JOIN pg_catalog.pg_locks x ON x.pid IS NULL AND x.virtualtransaction = h.virtualtransaction
              AND x.locktype = 'transactionid'
            JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = x.transactionid
            WHERE o.pid = 0
            ORDER BY 5, 1
            """;

    private final PostgresSession session;

    PostgresWaits(PostgresSession session) {
        this.session = session;
    }

    /** Whom the sessions of {@code pids} wait for; empty where they wait for none. */
    Optional<String> describe(List<String> pids) throws SQLException {
        Optional<String> awaited = session.first(AWAITED, row -> row.getString(1), pids);
        List<String> holders = session.list(HOLDERS, PostgresWaits::holder, pids, pids);
        return awaited.isEmpty() || holders.isEmpty()
                ? Optional.empty()
                : Optional.of("a lock on " + awaited.get() + ": "
                        + holders.stream().distinct().collect(Collectors.joining(", behind ")));
    }

    private static String holder(ResultSet row) throws SQLException {
        String application = Optional.ofNullable(row.getString(3)).orElse("");
        Optional<OffsetDateTime> since = Optional.ofNullable(row.getObject(4, OffsetDateTime.class));
        return row.getString(1) + " (user " + row.getString(2)
                + (application.isEmpty() ? "" : ", application " + application)
                + since.map(start ->
                                ", transaction since " + SECONDS.format(start.withOffsetSameInstant(ZoneOffset.UTC)))
                        .orElse(", its start is hidden from us")
                + ")";
    }
}
