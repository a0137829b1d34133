package dev.ingest.source.jdbc.postgres;

import dev.ingest.source.NumberWidth;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.QueryWriter;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks how wide the numbers of columns without a declared precision are, all columns in one query. NaN and infinity have
 * no scale, so they do not count.
 */
final class PostgresProbe {
    /** Up to PostgreSQL 12 a value's zeros at the end count. */
    private static final String SCALE = "SELECT CASE WHEN current_setting('server_version_num')::int >= 130000"
            + " THEN 'pg_catalog.min_scale' ELSE 'pg_catalog.scale' END";

    private final PostgresSession session;

    PostgresProbe(PostgresSession session) {
        this.session = session;
    }

    /** The widths of {@code columns} by name; those without a number are left out. */
    Map<String, NumberWidth> widths(PostgresRelation relation, List<SourceColumn> columns, Optional<String> where)
            throws SQLException {
        String scale = session.first(SCALE, row -> row.getString(1)).orElseThrow();
        // As one array: a query has at most 1,664 result columns.
        String query = columns.stream()
                .map(column -> width(PostgresText.identifier(column.name()), scale))
                .collect(Collectors.joining(", ", "SELECT ARRAY[", "]::int[] FROM " + relation.sql()));
        String condition =
                where.map(text -> " WHERE " + QueryWriter.enclosed(text)).orElse("");
        return session.first(query + condition, row -> widths(columns, row)).orElse(Map.of());
    }

    /** Digits of the longest integer part, 0 for none; then the greatest scale, null where there is no number. */
    private static String width(String column, String scale) {
        String longest = "max(abs(" + column + ")) FILTER (WHERE scale(" + column + ") IS NOT NULL)";
        return "coalesce(length(nullif(trunc(" + longest + ")::text, '0')), 0), max(" + scale + "(" + column + "))";
    }

    private static Map<String, NumberWidth> widths(List<SourceColumn> columns, ResultSet row) throws SQLException {
        Array answer = row.getArray(1);
        Integer[] digits = (Integer[]) answer.getArray();
        Map<String, NumberWidth> widths = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (digits[2 * i + 1] != null) {
                widths.put(columns.get(i).name(), new NumberWidth(digits[2 * i], digits[2 * i + 1]));
            }
        }
        return widths;
    }
}
