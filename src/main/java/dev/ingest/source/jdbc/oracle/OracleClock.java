package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.oracle.read.OracleError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Up to when everything that was ever written can be seen: the server's clock, or the start of the oldest transaction
 * that is still open and may have written rows with earlier times.
 */
final class OracleClock {
    private static final String NOW = """
            SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), 'YYYY-MM-DD"T"HH24:MI:SS.FF6'), TO_CHAR(SYSTIMESTAMP, 'TZH:TZM'),
              SYS_CONTEXT('USERENV', 'DATABASE_ROLE')
            FROM dual
            """;

    /** Of all instances of a cluster; a transaction's start is a DATE by the clock of the server's machine. */
    private static final String OPEN = """
            SELECT ROUND((SYSDATE - t.start_date) * 86400) AS seconds, s.sid || ',' || s.serial#, s.username, s.program
            FROM gv$transaction t LEFT JOIN gv$session s ON s.inst_id = t.inst_id AND s.taddr = t.addr
            ORDER BY t.start_date
            """;

    private final OracleSession session;
    private final JdbcTarget target;
    private final List<Remark> remarks = new ArrayList<>();

    OracleClock(OracleSession session, JdbcTarget target) {
        this.session = session;
        this.target = target;
    }

    /**
     * What the server's clock showed.
     *
     * @param horizon up to when everything can be seen
     * @param offset of the clock from UTC, by which DATEs are written that carry no zone
     */
    record Reading(Instant now, Instant horizon, ZoneOffset offset) {}

    private record Now(Instant clock, ZoneOffset offset, boolean standby) {
        private static Now of(ResultSet row) throws SQLException {
            return new Now(
                    LocalDateTime.parse(row.getString(1)).toInstant(ZoneOffset.UTC),
                    ZoneOffset.of(row.getString(2)),
                    String.valueOf(row.getString(3)).contains("STANDBY"));
        }
    }

    private record Open(Duration age, String who, String user, String program) {
        private static Open of(ResultSet row) throws SQLException {
            return new Open(
                    Duration.ofSeconds(Math.max(0, row.getLong(1))),
                    String.valueOf(row.getString(2)),
                    String.valueOf(row.getString(3)),
                    String.valueOf(row.getString(4)));
        }
    }

    /** What an operator should know, after the questions below. */
    List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** Clock and horizon, never more than {@code lateCommitWindow} apart. */
    Reading read(Duration lateCommitWindow) throws SQLException {
        Now now = session.first(NOW, Now::of).orElseThrow();
        Optional<List<Open>> open = open();
        Duration behind = lateCommitWindow;
        if (now.standby()) {
            remark(
                    "standby",
                    target.place() + " is a standby: transactions that are open on its primary cannot be seen, so the"
                            + " horizon stays " + worded(lateCommitWindow)
                            + " behind. Only watermark_lag protects from rows that are committed later than that.");
        } else if (open.isEmpty()) {
            remark(
                    "unseen",
                    target.place() + " does not show " + target.user()
                            + " the open transactions of others: the horizon stays " + worded(lateCommitWindow)
                            + " behind the clock. Only watermark_lag protects from rows that they commit later than"
                            + " that. " + grants(target.user()));
        } else {
            Duration oldest = open.get().stream().findFirst().map(Open::age).orElse(Duration.ZERO);
            remarkOnOld(open.get(), lateCommitWindow);
            behind = oldest.compareTo(lateCommitWindow) < 0 ? oldest : lateCommitWindow;
        }
        return new Reading(now.clock(), now.clock().minus(behind), now.offset());
    }

    /** Whether the server shows the open transactions of others. */
    boolean seesOthers() throws SQLException {
        return open().isPresent() && !session.first(NOW, Now::of).orElseThrow().standby();
    }

    /** What lets a user see them. */
    static String grants(String user) {
        return "GRANT SELECT ON sys.gv_$transaction TO " + user + " and GRANT SELECT ON sys.gv_$session TO " + user
                + " let them be seen.";
    }

    private Optional<List<Open>> open() throws SQLException {
        try {
            return Optional.of(session.list(OPEN, Open::of));
        } catch (SQLException refused) {
            if (!OracleError.isUnseen(refused)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private void remarkOnOld(List<Open> open, Duration lateCommitWindow) {
        List<Open> old = open.stream()
                .filter(one -> one.age().compareTo(lateCommitWindow) > 0)
                .toList();
        if (old.isEmpty()) {
            return;
        }
        Open oldest = old.get(0);
        remark(
                "old",
                "A transaction is open on " + target.place() + " for "
                        + oldest.age().toString().substring(2).toLowerCase(Locale.ROOT) + " (session " + oldest.who()
                        + ", user " + oldest.user() + ", program '" + oldest.program() + "'"
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
}
