package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.Extraction;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells that another session altered, renamed or replaced a table after its reading began. While one statement reads it the
 * server lets nobody do so; before and after it nothing holds them.
 */
final class SchemaGuard {
    private static final String STATE = """
            SELECT CONVERT(varchar(20), object_id) + ' ' + CONVERT(varchar(40), modify_date, 121)
            FROM sys.objects WHERE object_id = OBJECT_ID(?)
            """;

    private final Optional<String> name;
    private final Optional<String> state;

    private SchemaGuard(Optional<String> name, Optional<String> state) {
        this.name = name;
        this.state = state;
    }

    /** Looks at the table of {@code extraction}; what a query reads is not known. */
    static SchemaGuard of(SqlServerSession session, Extraction extraction) throws SQLException {
        if (extraction.query().isPresent()) {
            return new SchemaGuard(Optional.empty(), Optional.empty());
        }
        String name = SqlServerText.relation(extraction.table());
        return new SchemaGuard(Optional.of(name), state(session, name));
    }

    /** Whether the table is no longer what it was. */
    boolean isBroken(SqlServerSession session) throws SQLException {
        return name.isPresent() && !state(session, name.get()).equals(state);
    }

    private static Optional<String> state(SqlServerSession session, String name) throws SQLException {
        return session.first(STATE, row -> row.getString(1), name);
    }
}
