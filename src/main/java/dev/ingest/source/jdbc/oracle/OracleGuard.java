package dev.ingest.source.jdbc.oracle;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells that another session truncated, altered or replaced a table after its reading began, by what the dictionary says
 * before and after: its object numbers, those of its segments, and when it was specified. A right that is granted changes
 * none of them.
 */
final class OracleGuard {
    /** Parts that come into being while others write take no row away; with them a whole is specified anew. */
    private static final String STATE = """
            SELECT object_type || ' ' || subobject_name || ' ' || object_id || ' ' || data_object_id || ' '
              || CASE WHEN object_type = 'VIEW' OR data_object_id IS NOT NULL THEN timestamp END
            FROM all_objects WHERE owner = ? AND object_name = ?
              AND object_type IN ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION', 'VIEW')
            """;

    private final OracleRows rows;
    private final Collection<String> before;

    private OracleGuard(OracleRows rows, Collection<String> before) {
        this.rows = rows;
        this.before = before;
    }

    /** Looks at what is read; what a query names, or lies behind a link, is not known. */
    static OracleGuard of(OracleSession session, OracleRows rows) throws SQLException {
        boolean known = rows.kind() == OracleRows.Kind.TABLE || rows.kind() == OracleRows.Kind.VIEW;
        return new OracleGuard(rows, known ? state(session, rows) : List.of());
    }

    /** Whether there is anything to look at again. */
    boolean isWatching() {
        return !before.isEmpty();
    }

    /** Whether the table is no longer what it was; a session that reads one state sees the dictionary of that state. */
    boolean isBroken(OracleSession another) throws SQLException {
        return !Set.copyOf(state(another, rows)).containsAll(before);
    }

    private static List<String> state(OracleSession session, OracleRows rows) throws SQLException {
        return session.list(
                STATE,
                row -> row.getString(1),
                rows.table().parts().get(0),
                rows.table().table());
    }
}
