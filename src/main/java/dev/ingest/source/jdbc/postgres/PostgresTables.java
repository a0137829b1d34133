package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.TableSummary;
import dev.ingest.source.jdbc.TableList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The tables of a database, as its catalogue lists them. Nothing here waits for a lock or looks at a file. */
final class PostgresTables implements TableList {
    /** Of relations {@code c} in schemas {@code n}, those that this user may read and that are no part of another. */
    static final String READABLE = """
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
                AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
            """;

    private static final String FIRST = " ORDER BY n.nspname, c.relname LIMIT 10000";
    private static final String NAMES =
            "SELECT n.nspname, c.relname " + READABLE + "AND n.nspname || '.' || c.relname LIKE ?" + FIRST;
    private static final String LISTED = "WITH RECURSIVE listed AS (SELECT c.oid, n.nspname, c.relname, c.relkind "
            + READABLE + "AND n.nspname || '.' || c.relname ILIKE ?" + FIRST + ")";

    /**
     * Rows and pages of a table are those of all its parts, as the last vacuum or analysis left them: before the first one
     * there are none or -1, and no pages. The planner takes any list for short, so nothing is joined to it twice.
     */
    private static final String TABLES = LISTED + """
            , tree(root, nspname, relname, oid) AS (
              SELECT oid, nspname, relname, oid FROM listed
              UNION ALL
              SELECT t.root, t.nspname, t.relname, h.inhrelid
              FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
            )
            SELECT t.nspname, t.relname, pg_catalog.pg_table_is_visible(t.root) AS visible,
              CASE WHEN bool_and(c.reltuples > 0 OR c.relpages > 0) THEN sum(c.reltuples::numeric)::bigint END AS rows,
              CASE WHEN bool_and(c.reltuples > 0 OR c.relpages > 0)
                THEN sum(c.relpages::bigint + coalesce(w.relpages, 0))::bigint * current_setting('block_size')::bigint
              END AS bytes,
              coalesce((
                SELECT array_agg(a.attname::text ORDER BY k.position)
                FROM pg_catalog.pg_index i
                CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                WHERE i.indrelid = t.root AND i.indisprimary AND k.position <= i.indnkeyatts
              ), '{}') AS columns
            FROM tree t
            LEFT JOIN pg_catalog.pg_class c ON c.oid = t.oid AND c.relkind IN ('r', 'm')
            LEFT JOIN pg_catalog.pg_class w ON w.oid = c.reltoastrelid
            GROUP BY t.root, t.nspname, t.relname
            ORDER BY t.nspname, t.relname
            """;

    private static final String ROWS = """
            WITH RECURSIVE tree(oid) AS (
              SELECT pg_catalog.to_regclass(?)::oid
              UNION ALL
              SELECT h.inhrelid FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
            )
            SELECT CASE WHEN bool_and(c.reltuples > 0 OR c.relpages > 0) THEN sum(c.reltuples::numeric)::bigint END AS rows
            FROM tree t JOIN pg_catalog.pg_class c ON c.oid = t.oid AND c.relkind IN ('r', 'm')
            """;

    private static final String CANDIDATES = LISTED + """
            , base(oid, type) AS (
              SELECT oid, oid FROM pg_catalog.pg_type
              WHERE oid = ANY ('{date, timestamp, timestamptz, int2, int4, int8}'::regtype[])
              UNION ALL
              SELECT t.oid, b.type FROM base b JOIN pg_catalog.pg_type t ON t.typbasetype = b.oid AND t.typtype = 'd'
            ), candidate AS (
              SELECT l.nspname, l.relname, a.attnum, a.attname, a.attnotnull,
                pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
                CASE b.type
                  WHEN 'date'::regtype THEN 'DATE'
                  WHEN 'timestamp'::regtype THEN 'TIMESTAMP'
                  WHEN 'timestamptz'::regtype THEN 'TIMESTAMP_UTC'
                  ELSE 'INTEGER'
                END AS type,
                EXISTS (
                  SELECT FROM pg_catalog.pg_index i
                  WHERE i.indrelid = l.oid AND i.indkey[0] = a.attnum AND i.indisvalid AND i.indpred IS NULL
                ) AS indexed
              FROM listed l
              JOIN pg_catalog.pg_attribute a ON a.attrelid = l.oid AND a.attnum > 0 AND NOT a.attisdropped
              JOIN base b ON b.oid = a.atttypid
            )
            SELECT nspname, relname, attname, declared, type, indexed, attnotnull
            FROM candidate WHERE type <> 'INTEGER' OR indexed
            ORDER BY nspname, relname, attnum
            """;

    private final PostgresSession session;

    PostgresTables(PostgresSession session) {
        this.session = session;
    }

    /** The tables whose names, schema included, match {@code pattern}: {@code %} is any letters. */
    @Override
    public List<TableName> names(String pattern) throws SQLException {
        return session.list(NAMES, PostgresTables::name, literal(pattern));
    }

    /** What the catalogue says of the tables that match {@code pattern}, whatever the case of letters. */
    @Override
    public List<TableSummary> summaries(String pattern) throws SQLException {
        Map<TableName, List<Candidate>> candidates =
                session.list(CANDIDATES, PostgresTables::candidate, literal(pattern)).stream()
                        .collect(Collectors.groupingBy(Candidate::table));
        return session.list(
                TABLES, row -> summary(row, candidates.getOrDefault(name(row), List.of())), literal(pattern));
    }

    /** About how many rows {@code table} and its parts have. */
    OptionalLong rows(TableName table) throws SQLException {
        return session.first(ROWS, row -> number(row, "rows"), PostgresText.relation(table))
                .orElseGet(OptionalLong::empty);
    }

    private record Candidate(TableName table, CursorCandidate column) {}

    private static TableSummary summary(ResultSet row, List<Candidate> candidates) throws SQLException {
        return new TableSummary(
                name(row),
                row.getBoolean("visible") ? TableName.exact(row.getString("relname")) : name(row),
                number(row, "rows"),
                number(row, "bytes"),
                List.of((String[]) row.getArray("columns").getArray()),
                candidates.stream().map(Candidate::column).toList());
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                name(row),
                new CursorCandidate(
                        row.getString("attname"),
                        row.getString("declared"),
                        CursorType.valueOf(row.getString("type")),
                        row.getBoolean("indexed") ? CursorCandidate.Index.LEADING : CursorCandidate.Index.NONE,
                        row.getBoolean("attnotnull") ? Nullability.REQUIRED : Nullability.NULLABLE));
    }

    private static TableName name(ResultSet row) throws SQLException {
        return TableName.exact(row.getString("nspname"), row.getString("relname"));
    }

    private static OptionalLong number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static String literal(String pattern) {
        return pattern.replace("\\", "\\\\").replace("_", "\\_");
    }
}
