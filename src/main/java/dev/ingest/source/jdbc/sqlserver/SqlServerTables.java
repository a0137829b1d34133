package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.data.Nullability;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.TableSummary;
import dev.ingest.source.jdbc.TableList;
import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The tables of a database, as its catalogue lists them. */
final class SqlServerTables implements TableList {
    /** Of objects {@code o} in schemas {@code s}, the tables and views that this user may read. */
    static final String READABLE = """
            FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
            WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
              AND HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', 'SELECT') = 1
            """;

    private static final String NAMES = "SELECT TOP (10000) s.name, o.name " + READABLE
            + "AND s.name + '.' + o.name LIKE ? ESCAPE '\\' ORDER BY s.name, o.name";
    private static final String LISTED =
            "WITH listed AS (SELECT TOP (10000) o.object_id, s.name AS schema_name, o.name " + READABLE
                    + "AND LOWER(s.name + '.' + o.name) LIKE LOWER(?) ESCAPE '\\' ORDER BY s.name, o.name) ";

    /** A heap has the index 0, a clustered table 1. */
    private static final String TABLES = LISTED + """
            SELECT l.schema_name, l.name,
              (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = l.object_id AND p.index_id IN (0, 1))
            FROM listed l ORDER BY l.schema_name, l.name
            """;

    private static final String ROWS =
            "SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = OBJECT_ID(?) AND p.index_id IN (0, 1)";

    /** In pages of 8 KiB. */
    private static final String BYTES = LISTED + """
            SELECT l.schema_name, l.name, SUM(CONVERT(bigint, a.total_pages)) * 8192
            FROM listed l
            JOIN sys.partitions p ON p.object_id = l.object_id AND p.index_id IN (0, 1)
            JOIN sys.allocation_units a ON a.container_id = p.partition_id
            GROUP BY l.schema_name, l.name
            """;

    private static final String KEYS = LISTED + """
            SELECT l.schema_name, l.name, c.name
            FROM listed l
            JOIN sys.indexes i ON i.object_id = l.object_id AND i.is_primary_key = 1
            JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal > 0
            JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
            ORDER BY l.schema_name, l.name, k.key_ordinal
            """;

    private static final String CANDIDATES = LISTED + """
            SELECT l.schema_name, l.name, c.name AS column_name, t.name AS type, c.is_nullable,
              CASE WHEN EXISTS (
                SELECT 1 FROM sys.indexes i
                JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.key_ordinal = 1
                WHERE i.object_id = c.object_id AND k.column_id = c.column_id AND i.has_filter = 0 AND i.is_disabled = 0
              ) THEN 1 ELSE 0 END AS indexed
            FROM listed l
            JOIN sys.columns c ON c.object_id = l.object_id
            JOIN sys.types t ON t.user_type_id = c.user_type_id
            WHERE t.name IN ('date', 'datetime', 'smalldatetime', 'datetime2', 'datetimeoffset', 'timestamp', 'tinyint',
              'smallint', 'int', 'bigint')
            ORDER BY l.schema_name, l.name, c.column_id
            """;

    private final SqlServerSession session;

    SqlServerTables(SqlServerSession session) {
        this.session = session;
    }

    /** The tables whose names, schema included, match {@code pattern}: {@code %} is any letters. */
    @Override
    public List<TableName> names(String pattern) throws SQLException {
        return session.list(NAMES, SqlServerTables::name, literal(pattern));
    }

    /** What the catalogue says of the tables that match {@code pattern}, whatever the case of letters. */
    @Override
    public List<TableSummary> summaries(String pattern) throws SQLException {
        String literal = literal(pattern);
        Map<TableName, List<String>> keys =
                session.list(KEYS, row -> Map.entry(name(row), row.getString(3)), literal).stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        Map<TableName, List<Candidate>> candidates =
                session.list(CANDIDATES, SqlServerTables::candidate, literal).stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.groupingBy(Candidate::table));
        Map<TableName, OptionalLong> bytes = ServerError.unlessRefused(() ->
                        Optional.of(session.list(BYTES, row -> Map.entry(name(row), row.getLong(3)), literal)))
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, size -> OptionalLong.of(size.getValue())));
        return session.list(
                TABLES,
                row -> new TableSummary(
                        name(row),
                        number(row, 3),
                        bytes.getOrDefault(name(row), OptionalLong.empty()),
                        keys.getOrDefault(name(row), List.of()),
                        candidates.getOrDefault(name(row), List.of()).stream()
                                .map(Candidate::column)
                                .toList()),
                literal);
    }

    private record Candidate(TableName table, CursorCandidate column) {}

    /** Whole numbers are none unless an index begins with them. */
    private static Optional<Candidate> candidate(ResultSet row) throws SQLException {
        String type = row.getString("type");
        Nullability nullability = row.getBoolean("is_nullable") ? Nullability.NULLABLE : Nullability.REQUIRED;
        boolean indexed = row.getBoolean("indexed");
        CursorType cursor = SqlServerDialect.cursorTypeOf(type).orElseThrow();
        return cursor == CursorType.INTEGER && !indexed
                ? Optional.empty()
                : Optional.of(new Candidate(
                        name(row),
                        new CursorCandidate(
                                row.getString("column_name"),
                                type,
                                cursor,
                                indexed ? CursorCandidate.Index.LEADING : CursorCandidate.Index.NONE,
                                nullability)));
    }

    private static TableName name(ResultSet row) throws SQLException {
        return TableName.exact(row.getString(1), row.getString(2));
    }

    /** Of views there are none. */
    /** About how many rows {@code table} has. */
    OptionalLong rows(TableName table) throws SQLException {
        return session.first(ROWS, row -> number(row, 1), SqlServerText.relation(table))
                .orElseGet(OptionalLong::empty);
    }

    private static OptionalLong number(ResultSet row, int at) throws SQLException {
        long rows = row.getLong(at);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    private static String literal(String pattern) {
        return pattern.replaceAll("([\\\\_\\[])", "\\\\$1");
    }
}
