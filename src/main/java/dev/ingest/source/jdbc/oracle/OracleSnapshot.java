package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Snapshot;
import dev.ingest.job.option.ScnReads;
import dev.ingest.source.jdbc.oracle.read.OracleError;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds out by which number several sessions can read one state of a table, within a transaction that sees one anyway. */
final class OracleSnapshot {
    /**
     * Each needs a right of its own. What the server makes of a clock's time lies up to three seconds before it, so that
     * rows which a horizon lets in would not be seen.
     */
    private static final List<String> NUMBERS = List.of(
            "SELECT TO_CHAR(DBMS_FLASHBACK.GET_SYSTEM_CHANGE_NUMBER, 'TM9') FROM dual",
            "SELECT TO_CHAR(current_scn, 'TM9') FROM v$database");

    private final OracleSession session;
    private final ScnReads choice;

    OracleSnapshot(OracleSession session, ScnReads choice) {
        this.session = session;
        this.choice = choice;
    }

    /**
     * What the sessions that read {@code rows} see of them. A query of the user's may name any number of tables, so that
     * its slices are read each in a state of its own.
     */
    Snapshot of(OracleRows rows) throws SQLException {
        if (rows.kind() == OracleRows.Kind.QUERY) {
            return Snapshot.PER_SLICE;
        }
        if (choice == ScnReads.OFF || rows.kind() == OracleRows.Kind.REMOTE) {
            return Snapshot.ALONE;
        }
        Optional<Snapshot.Shared> shared = number().map(Snapshot.Shared::new);
        return shared.isPresent() && mayRead(rows, shared.get()) ? shared.get() : Snapshot.ALONE;
    }

    private Optional<String> number() throws SQLException {
        for (String query : NUMBERS) {
            Optional<String> number = unlessRefused(query);
            if (number.isPresent()) {
                return number;
            }
        }
        return Optional.empty();
    }

    /** Asked of no rows, as the right to it has several forms. */
    private boolean mayRead(OracleRows rows, Snapshot.Shared shared) throws SQLException {
        return unlessRefused(
                        "SELECT TO_CHAR(COUNT(*)) FROM " + rows.from() + OracleQueries.asOf(shared) + " WHERE 1 = 0")
                .isPresent();
    }

    private Optional<String> unlessRefused(String query) throws SQLException {
        try {
            return session.first(query, row -> row.getString(1));
        } catch (SQLException refused) {
            return switch (OracleError.code(refused)) {
                case 904, 942, 1031, 6550, 8180, 8181, 8185, 8187, 30051, 55610, 41900 -> Optional.empty();
                default -> throw refused;
            };
        }
    }
}
