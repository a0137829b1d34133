package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Extent;
import dev.ingest.source.SourceColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What PostgreSQL's catalogue says of one relation. */
final class PostgresCatalog {
    /** Modifiers of character and numeric types count these bytes in. */
    private static final int HEADER = 4;

    private static final int MICROSECOND_DIGITS = 6;
    /** Since PostgreSQL 15 the scale is a signed number of eleven bits. */
    private static final int SCALE_MASK = 0x7ff;

    private static final int SCALE_SIGN = 0x400;

    /** Since PostgreSQL 18 a NOT NULL constraint may be declared and not yet hold. */
    private static final String TABLE_COLUMNS = """
              SELECT a.attnum::int, a.attname::text, a.atttypid, a.atttypmod, a.attnotnull AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint k
                WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND a.attnum = ANY (k.conkey) AND NOT k.convalidated
              )
              FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String QUERY_COLUMNS = """
              SELECT position::int, name, type::regtype::oid, modifier::int, false
              FROM unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS q(name, type, modifier, position)
            """;

    /**
     * Arrays and composites that hold a geometry anywhere are {@code other}: their JSON would hold GeoJSON, which drops
     * digits and the fourth dimension.
     */
    private static final String DESCRIBE = """
            WITH RECURSIVE described(position, name, type, modifier, required) AS (
            %s
            ), resolved(position, type, modifier) AS (
              SELECT position, type, modifier FROM described
              UNION ALL
              SELECT r.position, t.typbasetype, CASE WHEN r.modifier = -1 THEN t.typtypmod ELSE r.modifier END
              FROM resolved r JOIN pg_catalog.pg_type t ON t.oid = r.type WHERE t.typtype = 'd'
            )
            SELECT c.name, pg_catalog.format_type(c.type, c.modifier) AS declared, r.modifier, c.required, n.nspname,
              CASE
                WHEN (t.typtype = 'c' OR t.typcategory = 'A') AND EXISTS (
                  WITH RECURSIVE inside(type) AS (
                    SELECT t.oid
                    UNION
                    SELECT p.type FROM inside i JOIN pg_catalog.pg_type q ON q.oid = i.type
                    CROSS JOIN LATERAL (
                      SELECT q.typelem WHERE q.typcategory = 'A'
                      UNION ALL SELECT q.typbasetype WHERE q.typtype = 'd'
                      UNION ALL SELECT b.atttypid FROM pg_catalog.pg_attribute b
                        WHERE b.attrelid = q.typrelid AND q.typtype = 'c' AND b.attnum > 0 AND NOT b.attisdropped
                    ) p(type)
                  )
                  SELECT FROM inside i JOIN pg_catalog.pg_type q ON q.oid = i.type
                  JOIN pg_catalog.pg_depend e
                    ON e.classid = 'pg_catalog.pg_type'::regclass AND e.objid = q.oid AND e.deptype = 'e'
                  JOIN pg_catalog.pg_extension o ON o.oid = e.refobjid AND o.extname = 'postgis'
                ) THEN 'other'
                WHEN t.typtype = 'e' THEN 'enum'
                WHEN t.typtype = 'c' THEN 'composite'
                WHEN t.typtype = 'r' THEN 'range'
                WHEN t.typtype = 'm' THEN 'multirange'
                WHEN t.typtype = 'p' THEN 'pseudo'
                WHEN t.typcategory = 'A' THEN 'array'
                WHEN n.nspname = 'pg_catalog' THEN t.typname
                WHEN t.typname IN ('citext', 'hstore', 'ltree') THEN t.typname
                WHEN t.typname IN ('geometry', 'geography') AND x.extname = 'postgis' THEN 'geometry'
                ELSE 'other'
              END AS base
            FROM resolved r
            JOIN pg_catalog.pg_type t ON t.oid = r.type AND t.typtype <> 'd'
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            JOIN described c ON c.position = r.position
            LEFT JOIN pg_catalog.pg_depend d
              ON d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
            LEFT JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
            ORDER BY c.position
            """;

    private static final String PRIMARY_KEY = """
            SELECT a.attname
            FROM pg_catalog.pg_index i
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ?::oid AND i.indisprimary AND k.position <= i.indnkeyatts
            ORDER BY k.position
            """;

    /** A unique index of an inheritance parent does not cover its children. */
    private static final String UNIQUE = """
            SELECT DISTINCT a.attname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indnkeyatts = 1 AND i.indpred IS NULL AND i.indexprs IS NULL
              AND (c.relkind = 'p' OR NOT EXISTS (
                SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = i.indrelid))
            """;

    /**
     * Leaves of a partitioned table, or the table itself; none where a part is no heap, has policies of its own, may
     * not be read on its own, or where rows of an inheritance child would be missed.
     */
    private static final String EXTENTS = """
            WITH RECURSIVE tree(oid) AS (
              SELECT ?::oid
              UNION ALL
              SELECT h.inhrelid FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid
            ), part AS (
              SELECT c.oid, c.relname, n.nspname, c.relkind,
                c.relrowsecurity OR NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
                  OR NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                  OR c.relkind NOT IN ('r', 'm', 'p') OR (c.relkind <> 'p' AND m.amname <> 'heap')
                  OR EXISTS (SELECT FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class q ON q.oid = h.inhparent
                    WHERE h.inhrelid = c.oid AND q.relkind <> 'p' AND c.oid <> ?::oid) AS unfit
              FROM tree t
              JOIN pg_catalog.pg_class c ON c.oid = t.oid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
            )
            SELECT nspname, relname,
              pg_catalog.pg_relation_size(oid) / current_setting('block_size')::int AS pages
            FROM part
            WHERE relkind <> 'p' AND current_setting('server_version_num')::int >= 140000
              AND NOT (SELECT bool_or(unfit) FROM part)
            ORDER BY nspname, relname
            """;

    private final PostgresSession session;

    PostgresCatalog(PostgresSession session) {
        this.session = session;
    }

    List<SourceColumn> columns(PostgresRelation relation) throws SQLException {
        if (relation.kind() == PostgresRelation.Kind.QUERY) {
            QueryColumns columns = session.columns(relation.emptyQuery());
            return session.list(
                    DESCRIBE.formatted(QUERY_COLUMNS),
                    PostgresCatalog::column,
                    columns.names(),
                    columns.types(),
                    columns.modifiers());
        }
        return session.list(DESCRIBE.formatted(TABLE_COLUMNS), PostgresCatalog::column, relation.oid());
    }

    List<String> primaryKey(PostgresRelation relation) throws SQLException {
        return session.list(PRIMARY_KEY, row -> row.getString(1), relation.oid());
    }

    /** Columns of {@code columns} that are unique and hold no null. */
    Set<String> uniqueColumns(PostgresRelation relation, List<SourceColumn> columns) throws SQLException {
        Set<String> unique = new LinkedHashSet<>(session.list(UNIQUE, row -> row.getString(1), relation.oid()));
        columns.stream()
                .filter(column -> column.nullability() == Nullability.NULLABLE)
                .map(SourceColumn::name)
                .forEach(unique::remove);
        return unique;
    }

    List<Extent> extents(PostgresRelation relation) throws SQLException {
        return session.list(
                EXTENTS,
                row -> new Extent(TableName.exact(row.getString(1), row.getString(2)), row.getLong(3)),
                relation.oid(),
                relation.oid());
    }

    /** How the database compares texts; SQL_ASCII keeps bytes as they come, which are those of UTF-8 here. */
    TextOrder textOrder() throws SQLException {
        boolean binary = session.first(
                        "SELECT current_setting('server_encoding') IN ('UTF8', 'SQL_ASCII')", row -> row.getBoolean(1))
                .orElseThrow();
        return binary ? TextOrder.BINARY : TextOrder.CONVERTED;
    }

    private static SourceColumn column(ResultSet row) throws SQLException {
        String base = row.getString("base");
        int modifier = row.getInt("modifier");
        return new SourceColumn(
                row.getString("name"),
                row.getString("declared"),
                base.equals("geometry") ? base + " " + PostgresText.identifier(row.getString("nspname")) : base,
                precision(base, modifier),
                scale(base, modifier),
                row.getBoolean("required") ? Nullability.REQUIRED : Nullability.NULLABLE);
    }

    private static OptionalInt precision(String base, int modifier) {
        return switch (base) {
            case "numeric" -> modifier < 0 ? OptionalInt.empty() : OptionalInt.of((modifier - HEADER) >>> 16);
            case "varchar", "bpchar" -> modifier < 0 ? OptionalInt.empty() : OptionalInt.of(modifier - HEADER);
            case "bit", "varbit" -> modifier < 0 ? OptionalInt.empty() : OptionalInt.of(modifier);
            case "timestamp", "timestamptz", "time", "timetz" ->
                OptionalInt.of(modifier < 0 ? MICROSECOND_DIGITS : modifier);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt scale(String base, int modifier) {
        if (!base.equals("numeric") || modifier < 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((((modifier - HEADER) & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN);
    }
}
