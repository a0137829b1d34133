package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.Nullability;
import dev.ingest.job.Extraction;
import dev.ingest.job.cursor.TextOrder;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Extent;
import dev.ingest.source.SourceColumn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What Oracle's dictionary says of one table. */
final class OracleCatalog {
    /** Below this many pages nobody would cut a table, so that none is looked at. */
    private static final long LEAST_PAGES = 2_048;
    /** Enough pages that a few dozen slices are even, few enough to be read in a second. */
    private static final double SAMPLED_PAGES = 256;

    /** Hidden columns are the server's own, or invisible to {@code SELECT *}. */
    private static final String COLUMNS = """
            SELECT column_name, data_type, data_type_owner, data_type_mod, data_length, char_length, char_used,
              data_precision, data_scale, nullable, collation
            FROM all_tab_cols WHERE owner = ? AND table_name = ? AND hidden_column = 'NO' ORDER BY column_id
            """;

    private static final String PRIMARY_KEY = """
            SELECT k.column_name FROM all_constraints c
            JOIN all_cons_columns k ON k.owner = c.owner AND k.constraint_name = c.constraint_name
              AND k.table_name = c.table_name
            WHERE c.owner = ? AND c.table_name = ? AND c.constraint_type = 'P' ORDER BY k.position
            """;

    /** Of an index on an expression the column is a hidden one of the server's. */
    private static final String UNIQUE = """
            SELECT MIN(k.column_name) FROM all_indexes i
            JOIN all_ind_columns k ON k.index_owner = i.owner AND k.index_name = i.index_name
            WHERE i.table_owner = ? AND i.table_name = ? AND i.uniqueness = 'UNIQUE' AND i.status <> 'UNUSABLE'
            GROUP BY i.owner, i.index_name HAVING COUNT(*) = 1
            """;

    /** Rows of index-organized tables have no place of their own; external and temporary tables have no blocks. */
    private static final String PAGES = """
            SELECT t.blocks FROM all_tables t
            WHERE t.owner = ? AND t.table_name = ? AND t.iot_type IS NULL AND t.temporary = 'N' AND t.blocks IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM all_external_tables e
                WHERE e.owner = t.owner AND e.table_name = t.table_name)
            """;

    private static final int PARTS_WANTED = 256;
    private static final String CHARACTER_SET =
            "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_CHARACTERSET'";

    private final OracleSession session;

    OracleCatalog(OracleSession session) {
        this.session = session;
    }

    /** The columns of a table or view; an answer without any is a fault, not a table of none. */
    List<SourceColumn> columns(TableName table) throws SQLException {
        List<SourceColumn> columns = session.list(COLUMNS, OracleCatalog::column, owner(table), table.table());
        if (columns.isEmpty()) {
            throw new SQLException("the dictionary shows no columns of " + table, "42000", 942);
        }
        return columns;
    }

    /** The columns of whatever can be selected from, as the server describes a query that it does not execute. */
    List<SourceColumn> described(Extraction extraction) throws SQLException {
        try (PreparedStatement statement = session.query("SELECT * FROM " + OracleQueries.from(extraction))) {
            ResultSetMetaData answer = statement.getMetaData();
            List<SourceColumn> columns = new ArrayList<>();
            for (int at = 1; at <= answer.getColumnCount(); at++) {
                columns.add(DescribedColumn.of(answer, at));
            }
            return columns;
        }
    }

    List<String> primaryKey(TableName table) throws SQLException {
        return session.list(PRIMARY_KEY, row -> row.getString(1), owner(table), table.table());
    }

    /** Columns of {@code columns} that are unique and hold no null. */
    Set<String> uniqueColumns(TableName table, List<SourceColumn> columns) throws SQLException {
        Set<String> unique =
                new LinkedHashSet<>(session.list(UNIQUE, row -> row.getString(1), owner(table), table.table()));
        unique.retainAll(columns.stream()
                .filter(column -> column.nullability() == Nullability.REQUIRED)
                .map(SourceColumn::name)
                .toList());
        return unique;
    }

    /** Parts of a large table, even as far as a look at some of its pages tells; none of others. */
    List<Extent> extents(TableName table) throws SQLException {
        Optional<Long> pages = session.first(PAGES, row -> row.getLong(1), owner(table), table.table())
                .filter(blocks -> blocks >= LEAST_PAGES);
        if (pages.isEmpty()) {
            return List.of();
        }
        String sample = sample(table, pages.get());
        return session.list(sample, row -> new Extent(table, row.getLong(2), row.getString(1)));
    }

    /** The server orders the places itself, so that ranges between them never overlap. */
    static String sample(TableName table, long pages) {
        double percent = Math.min(99, 100 * SAMPLED_PAGES / pages);
        return """
            SELECT ROWIDTOCHAR(first), places FROM (
              SELECT MIN(place) AS first, COUNT(*) AS places FROM (
                SELECT place, NTILE(%d) OVER (ORDER BY place) AS tile FROM (
                  SELECT ROWID AS place FROM %s SAMPLE BLOCK (%s)) sampled) tiled
              GROUP BY tile) parts
            ORDER BY first
            """.formatted(PARTS_WANTED, OracleText.relation(table), String.format(Locale.ROOT, "%.6f", percent));
    }

    /** How the database compares the texts of {@code column}; national ones are kept in UTF-16. */
    TextOrder textOrder(SourceColumn column) throws SQLException {
        boolean national =
                column.baseType().startsWith("n") && !column.baseType().equals("number");
        String set = session.first(CHARACTER_SET, row -> row.getString(1)).orElse("");
        boolean binary = set.equals("AL32UTF8") || set.equals("US7ASCII");
        return binary && !national ? TextOrder.BINARY : TextOrder.CONVERTED;
    }

    private static String owner(TableName table) {
        return table.parts().get(0);
    }

    private static SourceColumn column(ResultSet row) throws SQLException {
        String type = row.getString("data_type");
        String base = base(type, row.getString("data_type_owner"), row.getString("data_type_mod"));
        OptionalInt scale = number(row, "data_scale");
        OptionalInt precision = number(row, "data_precision");
        int length = row.getInt("data_length");
        int characters = row.getInt("char_length");
        boolean inCharacters = "C".equals(row.getString("char_used"));
        String collation = Optional.ofNullable(row.getString("collation")).orElse("");
        return ColumnForm.of(base, type, precision, scale, inCharacters ? characters : length, inCharacters)
                .column(
                        row.getString("column_name"),
                        collation.matches("|BINARY|USING_NLS_COMP"),
                        "N".equals(row.getString("nullable")) ? Nullability.REQUIRED : Nullability.NULLABLE);
    }

    /** The server's own object types that are read; a user's may be called by the same name. */
    private static String base(String type, String owner, String modifier) {
        if (owner == null) {
            return type.toLowerCase(Locale.ROOT).replaceAll("\\(\\d+\\)", "");
        }
        String full = owner + "." + type;
        return switch (modifier == null ? full : modifier) {
            case "SYS.XMLTYPE", "PUBLIC.XMLTYPE" -> "xmltype";
            case "MDSYS.SDO_GEOMETRY", "PUBLIC.SDO_GEOMETRY" -> "sdo_geometry";
            default -> "object";
        };
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
