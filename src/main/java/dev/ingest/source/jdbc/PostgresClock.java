package dev.ingest.source.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Up to when everything that was ever written can be seen: the server's clock, or the start of the oldest transaction
 * that is still open and may have written rows with earlier times.
 */
final class PostgresClock {
    /**
     * A session that has received a statement and not yet begun its transaction shows the statement's start alone. Other
     * databases count too: what they write may arrive here through a foreign table.
     */
    private static final String OPEN = """
            SELECT * FROM (
              SELECT pid::text AS who, usename::text AS usename, application_name, false AS prepared,
                CASE WHEN state = 'active' THEN coalesce(xact_start, query_start) ELSE xact_start END AS since
              FROM pg_catalog.pg_stat_activity
              WHERE backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()
              UNION ALL
              SELECT 'prepared ' || gid, owner::text, '', true, prepared FROM pg_catalog.pg_prepared_xacts
            ) open WHERE since IS NOT NULL ORDER BY since
            """;

    /** Of sessions that this user may not see, the server tells neither kind nor state. */
    private static final String HIDDEN = """
            SELECT count(*) FROM pg_catalog.pg_stat_activity
            WHERE backend_type IS NULL AND datid IS NOT NULL AND usesysid IS NOT NULL
              AND pid <> pg_catalog.pg_backend_pid()
            """;

    private static final String NOW = """
            SELECT pg_catalog.clock_timestamp(), pg_catalog.pg_is_in_recovery(),
              CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_xact_replay_timestamp() END
            """;

    /** The driver sets its own TimeZone at login, so the server's must be looked up where it is configured. */
    private static final String CONFIGURED_ZONE = """
            SELECT substr(entry, 10), 1 + (setdatabase = 0)::int + 2 * (setrole = 0)::int AS rank
            FROM pg_catalog.pg_db_role_setting, unnest(setconfig) AS entry
            WHERE lower(entry) LIKE 'timezone=%'
              AND setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
              AND setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = session_user))
            ORDER BY rank
            """;

    private static final String MAY_SEE_FILES =
            "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE')";
    private static final String FILE_ZONE = """
            SELECT setting FROM pg_catalog.pg_file_settings
            WHERE lower(name) = 'timezone' AND error IS NULL ORDER BY seqno DESC
            """;

    private static final String LOG_ZONE = "SELECT current_setting('log_timezone')";

    private final PostgresSession session;
    private final JdbcTarget target;
    private final List<String> warnings = new ArrayList<>();

    /** Asks within {@code session}'s transaction, which must not have looked at other sessions yet. */
    PostgresClock(PostgresSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    private record Open(String who, String user, String application, boolean prepared, Instant since) {
        /** Of a prepared transaction only the moment of its preparation is known, not its start. */
        Instant since(Instant floor) {
            return prepared && floor.isBefore(since) ? floor : since;
        }
    }

    private record Now(Instant clock, boolean standby, Optional<Instant> replayed) {}

    /** What an operator should know, after the questions below. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The horizon as an instant, never more than {@code lateCommitWindow} behind the clock but on a standby. */
    Instant horizon(Duration lateCommitWindow) throws SQLException {
        Now now = session.first(NOW, PostgresClock::now).orElseThrow();
        Instant seen = now.standby() ? standby(now) : now.clock();
        Instant floor = seen.minus(lateCommitWindow);
        List<Open> open = session.list(OPEN, PostgresClock::open);
        warnOfHidden();
        Instant since = open.stream()
                .map(one -> one.since(floor))
                .min(Instant::compareTo)
                .orElse(seen);
        if (since.isBefore(floor)) {
            warnOfOld(
                    open.get(0),
                    open.stream().filter(one -> one.since().isBefore(floor)).count(),
                    lateCommitWindow);
            return floor;
        }
        return since.isBefore(seen) ? since : seen;
    }

    /** The zone in which the server, left to itself, writes times that carry none. */
    ZoneId zone() throws SQLException {
        Optional<String> configured = session.first(CONFIGURED_ZONE, row -> row.getString(1));
        if (configured.isEmpty()
                && session.first(MAY_SEE_FILES, row -> row.getBoolean(1)).orElse(false)) {
            configured = session.first(FILE_ZONE, row -> row.getString(1));
        }
        if (configured.isPresent()) {
            return zone(configured.get());
        }
        String logged = session.first(LOG_ZONE, row -> row.getString(1)).orElse("UTC");
        warnings.add(
                "The TimeZone that " + target.place() + " is configured with cannot be seen by " + target.username()
                        + ": times without a zone are taken for " + logged
                        + ", the zone of its log. Set watermark_time_zone to be sure.");
        return zone(logged);
    }

    private ZoneId zone(String name) {
        String plain = name.replace("'", "").replace("\"", "").strip();
        try {
            return ZoneId.of(plain, ZoneId.SHORT_IDS);
        } catch (DateTimeException unknown) {
            warnings.add("The TimeZone " + plain + " of " + target.place()
                    + " is not known here: times without a zone are taken for UTC. Set watermark_time_zone.");
            return ZoneId.of("UTC");
        }
    }

    private Instant standby(Now now) {
        warnings.add(target.place() + " is a standby: transactions that are open on its primary cannot be seen,"
                + " so only watermark_lag protects from rows that are committed late.");
        return now.replayed().filter(replayed -> replayed.isBefore(now.clock())).orElse(now.clock());
    }

    private void warnOfHidden() throws SQLException {
        long hidden = session.first(HIDDEN, row -> row.getLong(1)).orElse(0L);
        if (hidden > 0) {
            warnings.add(hidden + " sessions on " + target.place() + " are hidden from " + target.username()
                    + ": rows that they commit late are protected by watermark_lag alone."
                    + " GRANT pg_read_all_stats TO " + target.username() + " lets them be seen.");
        }
    }

    private void warnOfOld(Open oldest, long count, Duration lateCommitWindow) {
        warnings.add("A transaction is open on " + target.place() + " since " + oldest.since() + " (pid " + oldest.who()
                + ", user " + oldest.user() + ", application '" + oldest.application() + "'"
                + (count > 1 ? ", and " + (count - 1) + " more" : "") + "), longer than late_commit_window ("
                + lateCommitWindow + "): rows that it commits now are not read. End it, or set watermark_lag.");
    }

    private static Now now(ResultSet row) throws SQLException {
        return new Now(
                instant(row, 1),
                row.getBoolean(2),
                Optional.ofNullable(row.getObject(3, OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getString(1),
                String.valueOf(row.getString(2)),
                String.valueOf(row.getString(3)),
                row.getBoolean(4),
                instant(row, 5));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
