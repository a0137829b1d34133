package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.jdbc.oracle.read.OracleError;
import java.sql.SQLException;
import java.util.List;

/**
 * What a server keeps from a reader without a word: rows, by policies of the virtual private database, and values, by
 * redaction. Both are asked about as far as the dictionary shows them to the reader.
 */
final class OracleConcealment {
    /** A view's policies, and those of what it is made of. */
    private static final String POLICIES = """
            SELECT p.object_owner || '.' || p.object_name || ' ' || p.policy_name FROM all_policies p
            WHERE p.enable = 'YES' AND p.sel = 'YES'
              AND NOT EXISTS (SELECT 1 FROM session_privs WHERE privilege = 'EXEMPT ACCESS POLICY')
              AND ((p.object_owner = ? AND p.object_name = ?) OR (p.object_owner, p.object_name) IN (
                SELECT d.referenced_owner, d.referenced_name FROM all_dependencies d
                START WITH d.owner = ? AND d.name = ?
                CONNECT BY NOCYCLE d.owner = PRIOR d.referenced_owner AND d.name = PRIOR d.referenced_name))
            ORDER BY 1
            """;

    private static final String REDACTED = """
            SELECT c.column_name FROM redaction_columns c
            JOIN redaction_policies p ON p.object_owner = c.object_owner AND p.object_name = c.object_name
            WHERE c.object_owner = ? AND c.object_name = ? AND TRIM(p.enable) = 'YES'
              AND NOT EXISTS (SELECT 1 FROM session_privs WHERE privilege = 'EXEMPT REDACTION POLICY')
            """;

    private final OracleSession session;

    OracleConcealment(OracleSession session) {
        this.session = session;
    }

    /** The policies that decide which rows are seen. */
    List<String> policies(OracleRows rows) throws SQLException {
        String owner = owner(rows);
        String name = rows.table().table();
        return owner.isEmpty() ? List.of() : unlessRefused(POLICIES, owner, name, owner, name);
    }

    /** The columns of which something else is shown than what they hold. */
    List<String> redacted(OracleRows rows) throws SQLException {
        String owner = owner(rows);
        return owner.isEmpty()
                ? List.of()
                : unlessRefused(REDACTED, owner, rows.table().table());
    }

    /** Empty for what the dictionary does not know under a name of its own. */
    private static String owner(OracleRows rows) {
        boolean known = rows.kind() == OracleRows.Kind.TABLE || rows.kind() == OracleRows.Kind.VIEW;
        return known ? rows.table().parts().get(0) : "";
    }

    private List<String> unlessRefused(String query, Object... parameters) throws SQLException {
        try {
            return session.list(query, row -> row.getString(1), parameters);
        } catch (SQLException refused) {
            if (OracleError.isUnseen(refused)) {
                return List.of();
            }
            throw refused;
        }
    }
}
