package dev.ingest.source.jdbc.postgres;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells what a snapshot does not hide: that another session truncated, dropped, rewrote or replaced a table after it was
 * taken. What a transaction has read it has locked, so that from then on nothing of the kind can happen.
 */
final class SnapshotGuard {
    /** Object identifiers below this are the server's own. */
    private static final int FIRST_OF_USERS = 16_384;

    /**
     * Catalogues that are queried show the snapshot; functions that look into them show what holds now. A partition that was
     * added meanwhile counts too, though it cost nothing.
     */
    private static final String REPLACED = """
            SELECT l.relation::regclass::text
            FROM pg_catalog.pg_locks l
            LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
            WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.relation >= %d
              AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
              AND CASE
                WHEN c.oid IS NULL THEN (pg_catalog.pg_identify_object('pg_catalog.pg_class'::regclass, l.relation, 0)).type
                  IN ('table', 'view', 'materialized view', 'foreign table')
                ELSE c.relkind IN ('r', 'm') AND c.relfilenode <> pg_catalog.pg_relation_filenode(c.oid)
              END
            """.formatted(FIRST_OF_USERS);

    private static final String RENAMED = """
            SELECT ? WHERE pg_catalog.to_regclass(?) IS DISTINCT FROM ?::oid::regclass OR EXISTS (
              SELECT FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
                AND a.attname <> (pg_catalog.pg_identify_object_as_address(
                  'pg_catalog.pg_class'::regclass, a.attrelid, a.attnum)).object_names[3])
            """;

    private final PostgresSession session;

    SnapshotGuard(PostgresSession session) {
        this.session = session;
    }

    /** What of {@code relation}, and of what it reads, is no longer what the snapshot shows. */
    Optional<String> changed(PostgresRelation relation) throws SQLException {
        Optional<String> replaced = changed();
        return replaced.isPresent() || relation.kind() == PostgresRelation.Kind.QUERY
                ? replaced
                : session.first(
                        RENAMED,
                        row -> row.getString(1),
                        relation.name().toString(),
                        relation.sql(),
                        relation.oid(),
                        relation.oid());
    }

    /** What of all that the transaction has read so far is no longer what its snapshot shows. */
    Optional<String> changed() throws SQLException {
        return session.first(REPLACED, row -> row.getString(1));
    }
}
