package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.postgres.copy.ReadFailures;
import java.sql.SQLException;
import java.util.List;

/** Finds out which right is missing where the server says that one is. */
final class PostgresRights {
    private static final String COLUMNS = """
            SELECT attname FROM pg_catalog.pg_attribute
            WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped
              AND pg_catalog.has_column_privilege(attrelid, attnum, 'SELECT')
            ORDER BY attnum
            """;

    /** Of all that a view reads, through other views too, what may not be read by the one whom its view reads it as. */
    private static final String BEHIND = """
            WITH RECURSIVE behind(oid, reader) AS (
              SELECT ?::oid, current_user::text
              UNION
              SELECT d.refobjid, CASE
                WHEN v.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1']
                THEN current_user::text ELSE pg_catalog.pg_get_userbyid(v.relowner)::text END
              FROM behind b
              JOIN pg_catalog.pg_class v ON v.oid = b.oid AND v.relkind = 'v'
              JOIN pg_catalog.pg_rewrite r ON r.ev_class = v.oid
              JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid
                AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> v.oid
            )
            SELECT oid::regclass::text, reader FROM behind
            WHERE oid <> ?::oid AND NOT pg_catalog.has_table_privilege(reader, oid, 'SELECT')
              AND NOT pg_catalog.has_any_column_privilege(reader, oid, 'SELECT')
            """;

    private final PostgresSession session;
    private final JdbcTarget target;
    private final ReadFailures failures;

    PostgresRights(PostgresSession session, JdbcTarget target, ReadFailures failures) {
        this.session = session;
        this.target = target;
        this.failures = failures;
    }

    /** {@code failure}, which misses a right, with the way to get it. */
    IngestException explained(Extraction extraction, Throwable failure) throws SQLException {
        session.beginReadCommitted();
        PostgresRelation relation = new PostgresNames(session, target).relation(extraction);
        String name = extraction.table().toString();
        return switch (relation.grant()) {
            case NONE -> failures.denied(name, failure);
            case SOME_COLUMNS -> {
                List<String> columns = session.list(COLUMNS, row -> row.getString(1), relation.oid());
                yield failures.denied(name, columns, failure);
            }
            case TABLE ->
                switch (relation.kind()) {
                    case VIEW -> behind(relation, name, failure);
                    case QUERY -> failures.deniedInQuery(name, failure);
                    default -> failures.denied(name, failure);
                };
        };
    }

    private IngestException behind(PostgresRelation view, String name, Throwable failure) throws SQLException {
        return session.first(
                        BEHIND,
                        row -> failures.deniedBehind(name, row.getString(1), row.getString(2), failure),
                        view.oid(),
                        view.oid())
                .orElseGet(() -> failures.deniedBehind(name, failure));
    }
}
