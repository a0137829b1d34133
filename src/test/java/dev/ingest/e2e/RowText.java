package dev.ingest.e2e;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Cells of two databases as text that is equal exactly when the values are. */
final class RowText {
    private static final String NULL = "(null)";

    private RowText() {}

    /** All rows, sorted by their first cells. */
    static List<List<String>> sorted(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(cell(rows, column, rows.getMetaData().getColumnTypeName(column)));
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
            return value == null ? NULL : value.toPlainString();
        }
        String text = rows.getString(column);
        return text == null ? NULL : text;
    }
}
