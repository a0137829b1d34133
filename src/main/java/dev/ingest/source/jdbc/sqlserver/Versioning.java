package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.util.Optional;

/** What readers of a database see while others write. */
enum Versioning {
    /** A transaction sees one state. */
    SNAPSHOT,
    /** A statement sees one state. */
    STATEMENT,
    /** A statement sees each row as it is when it comes to it, and waits for those that are being written. */
    NONE;

    private static final String ALLOWED = """
            SELECT snapshot_isolation_state, is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()
            """;
    private static final int ON = 1;

    static Versioning of(SqlServerSession session) throws SQLException {
        return session.first(ALLOWED, row -> row.getInt(1) == ON ? SNAPSHOT : row.getBoolean(2) ? STATEMENT : NONE)
                .orElse(NONE);
    }

    /** What people should know who read a table while others write to it. */
    Optional<String> warning(JdbcTarget target) {
        return this == NONE
                ? Optional.of(
                        target.place() + " keeps no row versions: a row that is moved by another session while its"
                                + " table is read may land twice or not at all, and reading waits for those who write. ALTER"
                                + " DATABASE " + SqlServerText.identifier(target.database())
                                + " SET ALLOW_SNAPSHOT_ISOLATION ON ends that.")
                : Optional.empty();
    }
}
