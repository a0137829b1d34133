package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Up to when everything that was ever written can be seen: the server's clock, or the start of the oldest transaction
 * that is still open and may have written rows with earlier times.
 */
final class SqlServerClock {
    private static final String NOW = """
            SELECT SYSUTCDATETIME(), CONVERT(int, DATEPART(tzoffset, SYSDATETIMEOFFSET())),
              CONVERT(varchar(20), DATABASEPROPERTYEX(DB_NAME(), 'Updateability'))
            """;

    /**
     * Transactions that only read do not count, nor those of the server itself; one without a session is prepared, by a
     * distributed transaction. Other databases count too: one transaction may write to several.
     */
    private static final String OPEN = """
            SELECT COALESCE(CONVERT(varchar(20), s.session_id), 'none'), COALESCE(e.login_name, ''),
              COALESCE(e.program_name, ''), t.transaction_begin_time
            FROM sys.dm_tran_active_transactions t
            LEFT JOIN sys.dm_tran_session_transactions s ON s.transaction_id = t.transaction_id
            LEFT JOIN sys.dm_exec_sessions e ON e.session_id = s.session_id
            WHERE t.transaction_type IN (1, 4) AND COALESCE(s.session_id, 0) <> @@SPID
              AND (s.is_user_transaction = 1 OR (s.session_id IS NULL AND t.transaction_type = 4))
            ORDER BY t.transaction_begin_time
            """;

    private static final String REPLICA = """
            SELECT last_commit_time FROM sys.dm_hadr_database_replica_states
            WHERE is_local = 1 AND database_id = DB_ID() AND last_commit_time IS NOT NULL
            """;

    private final SqlServerSession session;
    private final JdbcTarget target;
    private final List<Remark> remarks = new ArrayList<>();

    SqlServerClock(SqlServerSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /** Another's transaction, and when it began by the server's local clock. */
    private record Open(String session, String user, String application, LocalDateTime since) {}

    /**
     * The server's clock.
     *
     * @param offset how far its own zone is from UTC at present
     * @param readOnly whether nobody can write to the database there
     */
    record Now(LocalDateTime utc, ZoneOffset offset, boolean readOnly) {}

    /**
     * What the server's clock showed.
     *
     * @param horizon up to when everything can be seen
     * @param zone in which the server writes times that carry none
     */
    record Reading(Instant now, Instant horizon, ZoneId zone) {}

    /** What an operator should know, after the questions below. */
    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    Now now() throws SQLException {
        return session.first(NOW, SqlServerClock::now).orElseThrow();
    }

    /** Whether the server shows the open transactions of others; else a remark says why not. */
    boolean showsOthers(Now now) throws SQLException {
        if (now.readOnly()) {
            remarkOnReplica("");
            return false;
        }
        if (open().isEmpty()) {
            remarkOnUnseen("");
            return false;
        }
        return true;
    }

    /** Clock and horizon, never more than {@code lateCommitWindow} apart but on a replica. */
    Reading read(Duration lateCommitWindow) throws SQLException {
        Now now = now();
        Instant clock = now.utc().toInstant(ZoneOffset.UTC);
        ZoneId zone = zone(now);
        String behind = ": the horizon stays " + worded(lateCommitWindow) + " behind the clock";
        if (now.readOnly()) {
            remarkOnReplica(behind);
            Instant seen = replayed(zone).filter(clock::isAfter).orElse(clock);
            return new Reading(clock, seen.minus(lateCommitWindow), zone);
        }
        Instant floor = clock.minus(lateCommitWindow);
        Optional<List<Open>> open = open();
        if (open.isEmpty()) {
            remarkOnUnseen(behind);
            return new Reading(clock, floor, zone);
        }
        remarkOnOld(open.get(), floor, zone, lateCommitWindow);
        Instant since = open.get().stream()
                .map(one -> instant(one.since(), zone))
                .min(Instant::compareTo)
                .orElse(clock);
        Instant horizon = since.isBefore(floor) ? floor : since.isBefore(clock) ? since : clock;
        return new Reading(clock, horizon, zone);
    }

    private void remarkOnReplica(String behind) {
        remark(
                "replica",
                target.place() + " is read-only, and where it is the copy of another server, transactions that are open"
                        + " there cannot be seen" + behind
                        + ". Only watermark_lag protects from rows that are committed later than that.");
    }

    private void remarkOnUnseen(String behind) {
        remark(
                "unseen",
                target.place() + " does not show " + target.user() + " the transactions of others" + behind
                        + ". Only watermark_lag protects from rows that they commit later than that. GRANT VIEW SERVER"
                        + " STATE TO " + target.user() + " (on Azure SQL VIEW DATABASE STATE) lets them be seen.");
    }

    /** Absent where the user may not see them, or the server shows none. */
    private Optional<List<Open>> open() throws SQLException {
        return ServerError.unlessRefused(() -> Optional.of(session.list(OPEN, SqlServerClock::open)));
    }

    private Optional<Instant> replayed(ZoneId zone) throws SQLException {
        return ServerError.unlessRefused(() ->
                session.first(REPLICA, row -> instant(row.getObject(1, LocalDateTime.class), zone)));
    }

    /** Where clocks were put back it may be either of two; then the earlier one. */
    private static Instant instant(LocalDateTime local, ZoneId zone) {
        return ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }

    /** The zone in which the server writes times that carry none. */
    ZoneId zone(Now now) throws SQLException {
        Optional<String> name = new ServerZone(session).name();
        Optional<ZoneId> zone = name.flatMap(WindowsZones::zone);
        if (zone.isPresent()) {
            return zone.get();
        }
        remark(
                "zone",
                "The time zone of " + target.place() + " is not known"
                        + name.map(" (%s)"::formatted).orElse("")
                        + ": times without a zone are taken for its present offset, " + now.offset()
                        + ". Set watermark_time_zone.");
        return now.offset();
    }

    private void remarkOnOld(List<Open> open, Instant floor, ZoneId zone, Duration lateCommitWindow) {
        List<Open> old = open.stream()
                .filter(one -> instant(one.since(), zone).isBefore(floor))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Open oldest = old.get(0);
        remark(
                "old",
                "A transaction is open on " + target.place() + " since " + instant(oldest.since(), zone) + " (session "
                        + oldest.session() + ", user " + oldest.user() + ", application '" + oldest.application() + "'"
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
                row.getObject(1, LocalDateTime.class),
                ZoneOffset.ofTotalSeconds(row.getInt(2) * 60),
                "READ_ONLY".equals(row.getString(3)));
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(row.getString(1), row.getString(2), row.getString(3), row.getObject(4, LocalDateTime.class));
    }
}
