package dev.ingest.source.jdbc.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whom sessions wait for, which may be of any instance of a cluster. */
final class OracleWaits {
    /** The session that holds what is waited for, then the one that it waits for itself. */
    private static final String HOLDERS = """
            SELECT w.event, h.sid || ',' || h.serial#, h.username, h.program,
              NULLIF(f.sid || ',' || f.serial#, h.sid || ',' || h.serial#), f.username, f.program
            FROM gv$session w
            JOIN gv$session h ON h.inst_id = w.blocking_instance AND h.sid = w.blocking_session
            JOIN gv$session f ON f.inst_id = w.final_blocking_instance AND f.sid = w.final_blocking_session
            WHERE w.blocking_session_status = 'VALID' AND w.sid || ',' || w.serial# IN (%s)
            """;

    private final OracleSession session;

    OracleWaits(OracleSession session) {
        this.session = session;
    }

    private record Holder(String event, String who) {
        private static Holder of(ResultSet row) throws SQLException {
            String nearest = who(row.getString(2), row.getString(3), row.getString(4));
            String last = row.getString(5);
            return new Holder(
                    row.getString(1),
                    last == null ? nearest : nearest + ", behind " + who(last, row.getString(6), row.getString(7)));
        }

        private static String who(String number, String user, String program) {
            return "session " + number + " (user " + user + ", program '" + program + "')";
        }
    }

    /** Whom the sessions of those numbers wait for; empty where they wait for none. */
    Optional<String> describe(List<String> numbers) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(numbers.size(), "?"));
        List<Holder> holders = session.list(HOLDERS.formatted(marks), Holder::of, numbers.toArray());
        return holders.isEmpty()
                ? Optional.empty()
                : Optional.of("'" + holders.get(0).event() + "': "
                        + holders.stream().map(Holder::who).distinct().collect(Collectors.joining("; ")));
    }
}
