package dev.ingest.e2e;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Cells of two databases as text that is equal exactly when the values are. */
final class RowText {
    private static final String NULL = "\u0000null";

    private RowText() {}

    /** All rows, columns ordered by name, sorted as text. */
    static List<List<String>> sorted(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Integer> order = IntStream.rangeClosed(1, meta.getColumnCount())
                .boxed()
                .sorted(Comparator.comparing(column -> name(meta, column)))
                .toList();
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int column : order) {
                row.add(cell(rows, column, meta.getColumnTypeName(column)));
            }
            all.add(row);
        }
        all.sort(Comparator.comparing(Object::toString));
        return all;
    }

    private static String cell(ResultSet rows, int column, String type) throws SQLException {
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.equals("bytea") || kind.equals("blob")) {
            byte[] bytes = rows.getBytes(column);
            return bytes == null ? NULL : HexFormat.of().formatHex(bytes);
        }
        if (kind.startsWith("float") || kind.equals("double") || kind.equals("real")) {
            double value = rows.getDouble(column);
            return rows.wasNull() ? NULL : Double.toString(value);
        }
        if (kind.startsWith("decimal") || kind.equals("numeric")) {
            BigDecimal value = rows.getBigDecimal(column);
            return value == null ? NULL : value.stripTrailingZeros().toPlainString();
        }
        String text = rows.getString(column);
        return text == null ? NULL : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String name(ResultSetMetaData meta, int column) {
        try {
            return meta.getColumnLabel(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
