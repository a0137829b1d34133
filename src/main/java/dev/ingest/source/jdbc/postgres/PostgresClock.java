package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Up to when everything that was ever written can be seen: the server's clock, or the start of the oldest transaction
 * that is still open and may have written rows with earlier times.
 */
final class PostgresClock {
    /**
     * A session that has received a statement and not yet begun its transaction shows the statement's start alone. Other
     * databases count too: what they write may arrive here through a foreign table. Of a background worker the start may
     * be unknown. What logical replication applies carries the times of its origin. Vacuum and the helpers of a parallel
     * query write no rows of their own.
     */
    private static final String OPEN = """
            SELECT * FROM (
              SELECT pid::text AS who, usename::text AS usename, application_name, datname = current_database() AS here,
                CASE
                  WHEN backend_type LIKE 'logical replication%' THEN '-infinity'
                  WHEN state <> 'idle' THEN coalesce(xact_start, query_start)
                  WHEN xact_start IS NULL AND backend_type <> 'client backend'
                    AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL) THEN '-infinity'
                  ELSE xact_start
                END AS since, true AS exact,
                backend_type LIKE 'logical replication%' AND datname = current_database() AS replicates
              FROM pg_catalog.pg_stat_activity
              WHERE datid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()
                AND backend_type NOT IN ('autovacuum worker', 'parallel worker')
              UNION ALL
              SELECT 'prepared ' || gid, owner::text, '', database = current_database(), prepared, false,
                false
              FROM pg_catalog.pg_prepared_xacts
            ) open WHERE since IS NOT NULL ORDER BY since
            """;

    /** Of sessions that this user may not see, the server tells neither kind nor state. */
    private static final String UNSEEN = """
            SELECT count(*), count(*) FILTER (WHERE state = 'disabled') FROM pg_catalog.pg_stat_activity
            WHERE datname = current_database() AND usesysid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()
              AND (backend_type IS NULL OR state = 'disabled')
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

    private static final String OFFSET =
            "SELECT extract(epoch FROM (clock_timestamp() AT TIME ZONE ?) - (clock_timestamp() AT TIME ZONE 'UTC'))::int";

    private static final String LOG_ZONE = "SELECT current_setting('log_timezone')";

    private final PostgresSession session;
    private final JdbcTarget target;
    private final List<Remark> remarks = new ArrayList<>();

    /** Asks within {@code session}'s transaction, which must not have looked at other sessions yet. */
    PostgresClock(PostgresSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /**
     * Another's transaction.
     *
     * @param since absent: nobody knows
     * @param exact whether it began then; else it began before, as one did that is prepared
     */
    private record Open(
            String who,
            String user,
            String application,
            boolean here,
            Optional<Instant> since,
            boolean exact,
            boolean replicates) {
        Instant since(Instant floor) {
            return since.filter(moment -> exact || moment.isBefore(floor)).orElse(floor);
        }
    }

    private record Unseen(long sessions, long silent) {}

    private record Now(Instant clock, boolean standby, Optional<Instant> replayed) {}

    /**
     * What the server's clock showed.
     *
     * @param horizon up to when everything can be seen
     */
    record Reading(Instant now, Instant horizon) {}

    /** What an operator should know, after the questions below. */
    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** Clock and horizon, never more than {@code lateCommitWindow} apart but on a standby. */
    Reading read(Duration lateCommitWindow) throws SQLException {
        Now now = session.first(NOW, PostgresClock::now).orElseThrow();
        Instant seen = now.standby() ? replayed(now) : now.clock();
        Instant floor = seen.minus(lateCommitWindow);
        List<Open> open = session.list(OPEN, PostgresClock::open);
        Unseen unseen = session.first(UNSEEN, row -> new Unseen(row.getLong(1), row.getLong(2)))
                .orElseThrow();
        remarkOnOld(open, floor, lateCommitWindow);
        if (now.standby()) {
            remark(
                    "standby",
                    target.place() + " is a standby: transactions that are open on its primary cannot be seen, so the"
                            + " horizon stays " + worded(lateCommitWindow)
                            + " behind. Only watermark_lag protects from rows that are committed later than that.");
        } else if (unseen.sessions() > 0) {
            remarkOnUnseen(unseen, lateCommitWindow);
        }
        if (open.stream().anyMatch(Open::replicates)) {
            remark(
                    "replication",
                    target.place() + " is filled by logical replication: rows arrive with the times of their origin, so"
                            + " the horizon stays " + worded(lateCommitWindow)
                            + " behind the clock. Only watermark_lag protects from rows that arrive later than that.");
        }
        Instant since = now.standby() || unseen.sessions() > 0
                ? floor
                : open.stream()
                        .map(one -> one.since(floor))
                        .min(Instant::compareTo)
                        .orElse(seen);
        Instant horizon = since.isBefore(floor) ? floor : since.isBefore(seen) ? since : seen;
        return new Reading(now.clock(), horizon);
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
        remark(
                "zone",
                "The TimeZone that " + target.place() + " is configured with cannot be seen by " + target.user()
                        + ": times without a zone are taken for " + logged
                        + ", the zone of its log. Set watermark_time_zone to be sure.");
        return zone(logged);
    }

    private ZoneId zone(String name) throws SQLException {
        String plain = name.replace("'", "").replace("\"", "").strip();
        try {
            return ZoneId.of(plain, ZoneId.SHORT_IDS);
        } catch (DateTimeException unknown) {
            int seconds = session.first(OFFSET, row -> row.getInt(1), plain).orElse(0);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(seconds);
            remark(
                    "zone",
                    "The TimeZone " + plain + " of " + target.place()
                            + " is not known here: times without a zone are taken for its present offset, " + offset
                            + ". Set watermark_time_zone.");
            return offset;
        }
    }

    private static Instant replayed(Now now) {
        return now.replayed().filter(replayed -> replayed.isBefore(now.clock())).orElse(now.clock());
    }

    private void remarkOnUnseen(Unseen unseen, Duration lateCommitWindow) {
        String way = unseen.silent() < unseen.sessions()
                ? " GRANT pg_read_all_stats TO " + target.user() + " lets those of others be seen."
                : "";
        String silent = unseen.silent() > 0 ? ", " + unseen.silent() + " of them with track_activities off" : "";
        remark(
                "unseen",
                target.place() + " does not show " + target.user() + " what "
                        + (unseen.sessions() == 1 ? "1 session does" : unseen.sessions() + " sessions do") + silent
                        + ": the horizon stays " + worded(lateCommitWindow)
                        + " behind the clock. Only watermark_lag protects from rows that they commit later than that."
                        + way);
    }

    /** Of other databases' transactions nobody is told: what they hold open writes no row here. */
    private void remarkOnOld(List<Open> open, Instant floor, Duration lateCommitWindow) {
        List<Open> old = open.stream()
                .filter(Open::here)
                .filter(one ->
                        one.since().filter(since -> since.isBefore(floor)).isPresent())
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Open oldest = old.get(0);
        remark(
                "old",
                "A transaction is open on " + target.place() + " since "
                        + oldest.since().orElseThrow() + " (pid " + oldest.who() + ", user " + oldest.user()
                        + ", application '" + oldest.application() + "'"
                        + (old.size() > 1 ? ", and " + (old.size() - 1) + " more" : "") + "), longer than "
                        + worded(lateCommitWindow)
                        + ": rows that it commits now are not read. End it, or set watermark_lag.");
    }

    private void remark(String topic, String sentence) {
        remarks.add(new Remark(topic + " of " + target.place(), sentence));
    }

    private static String worded(Duration lateCommitWindow) {
        return "late_commit_window (" + lateCommitWindow.toString().substring(2).toLowerCase(Locale.ROOT) + ")";
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
                Optional.of(row.getObject(5, OffsetDateTime.class))
                        .filter(since -> since.isAfter(OffsetDateTime.MIN))
                        .map(OffsetDateTime::toInstant),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
