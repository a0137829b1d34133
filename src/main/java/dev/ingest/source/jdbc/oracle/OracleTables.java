package dev.ingest.source.jdbc.oracle;

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

/** The tables and views of a database, as its dictionary lists them to this user. */
final class OracleTables implements TableList {
    /** Without those of the server's own users, and without the tables that hold the rows of others. */
    private static final String LISTED = """
            SELECT o.owner, o.object_name FROM all_objects o
            WHERE o.object_type IN ('TABLE', 'VIEW') AND o.secondary = 'N' AND o.object_name NOT LIKE 'BIN$%'
              AND o.owner IN (SELECT username FROM all_users WHERE oracle_maintained = 'N')
            """;

    private static final String FIRST = " ORDER BY o.owner, o.object_name FETCH FIRST 10000 ROWS ONLY";
    private static final String NAMES = LISTED + " AND o.owner || '.' || o.object_name LIKE ? ESCAPE '\\'" + FIRST;
    private static final String MATCHED = "WITH listed AS (" + LISTED
            + " AND UPPER(o.owner || '.' || o.object_name) LIKE UPPER(?) ESCAPE '\\'" + FIRST + ") ";

    /** As the last gathering of statistics left them; a view has none. */
    private static final String TABLES = MATCHED + """
            SELECT l.owner, l.object_name, t.num_rows, t.num_rows * t.avg_row_len FROM listed l
            LEFT JOIN all_tables t ON t.owner = l.owner AND t.table_name = l.object_name
            ORDER BY l.owner, l.object_name
            """;

    private static final String ROWS = "SELECT num_rows FROM all_tables WHERE owner = ? AND table_name = ?";

    private static final String KEYS = MATCHED + """
            SELECT l.owner, l.object_name, k.column_name FROM listed l
            JOIN all_constraints c ON c.owner = l.owner AND c.table_name = l.object_name AND c.constraint_type = 'P'
            JOIN all_cons_columns k ON k.owner = c.owner AND k.constraint_name = c.constraint_name
              AND k.table_name = c.table_name
            ORDER BY l.owner, l.object_name, k.position
            """;

    private static final String CANDIDATES = MATCHED + """
            , candidate AS (
              SELECT l.owner, l.object_name, c.column_id, c.column_name, c.data_type, c.nullable, c.data_precision,
                NVL(c.data_scale, 0) AS scale,
                (SELECT COUNT(*) FROM all_ind_columns i WHERE i.table_owner = l.owner AND i.table_name = l.object_name
                  AND i.column_name = c.column_name AND i.column_position = 1) AS indexes
              FROM listed l
              JOIN all_tab_cols c ON c.owner = l.owner AND c.table_name = l.object_name AND c.hidden_column = 'NO'
              WHERE c.data_type = 'DATE' OR c.data_type LIKE 'TIMESTAMP%' OR c.data_type = 'NUMBER'
            )
            SELECT owner, object_name, column_name, data_type, nullable, indexes FROM candidate
            WHERE data_type <> 'NUMBER' OR (indexes > 0 AND data_precision IS NOT NULL AND scale <= 0)
              OR (indexes > 0 AND data_precision IS NULL AND scale = 0)
            ORDER BY owner, object_name, column_id
            """;

    private final OracleSession session;

    OracleTables(OracleSession session) {
        this.session = session;
    }

    /** The tables whose names, owner included, match {@code pattern}: {@code %} is any letters. */
    @Override
    public List<TableName> names(String pattern) throws SQLException {
        return session.list(NAMES, OracleTables::name, literal(pattern));
    }

    /** What the dictionary says of the tables that match {@code pattern}, whatever the case of letters. */
    @Override
    public List<TableSummary> summaries(String pattern) throws SQLException {
        Map<TableName, List<Part<String>>> keys =
                byTable(session.list(KEYS, row -> new Part<>(name(row), row.getString(3)), literal(pattern)));
        Map<TableName, List<Part<CursorCandidate>>> candidates =
                byTable(session.list(CANDIDATES, row -> new Part<>(name(row), candidate(row)), literal(pattern)));
        return session.list(
                TABLES,
                row -> new TableSummary(
                        name(row),
                        number(row, 3),
                        number(row, 4),
                        values(keys.getOrDefault(name(row), List.of())),
                        values(candidates.getOrDefault(name(row), List.of()))),
                literal(pattern));
    }

    /** Something that the dictionary says of a table. */
    private record Part<T>(TableName table, T value) {}

    private static <T> Map<TableName, List<Part<T>>> byTable(List<Part<T>> parts) {
        return parts.stream().collect(Collectors.groupingBy(Part::table));
    }

    private static <T> List<T> values(List<Part<T>> parts) {
        return parts.stream().map(Part::value).toList();
    }

    /** About how many rows {@code table} has, schema included in its name. */
    OptionalLong rows(TableName table) throws SQLException {
        return session.first(ROWS, row -> number(row, 1), table.parts().get(0), table.table())
                .orElseGet(OptionalLong::empty);
    }

    private static CursorCandidate candidate(ResultSet row) throws SQLException {
        String type = row.getString(4);
        return new CursorCandidate(
                row.getString(3),
                type,
                type(type),
                row.getInt(6) > 0 ? CursorCandidate.Index.LEADING : CursorCandidate.Index.NONE,
                "N".equals(row.getString(5)) ? Nullability.REQUIRED : Nullability.NULLABLE);
    }

    private static CursorType type(String declared) {
        if (declared.equals("NUMBER")) {
            return CursorType.INTEGER;
        }
        return declared.endsWith("TIME ZONE") ? CursorType.TIMESTAMP_UTC : CursorType.TIMESTAMP;
    }

    private static TableName name(ResultSet row) throws SQLException {
        return TableName.exact(row.getString(1), row.getString(2));
    }

    private static OptionalLong number(ResultSet row, int at) throws SQLException {
        long number = row.getLong(at);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static String literal(String pattern) {
        return pattern.replace("\\", "\\\\").replace("_", "\\_");
    }
}
