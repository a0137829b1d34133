package dev.ingest.source.jdbc.postgres;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a query, as the driver tells them of its result.
 *
 * @param names in order
 * @param types names of types, as the server reads them
 * @param modifiers as the catalogue has them of tables, -1 for none
 */
record QueryColumns(List<String> names, List<String> types, List<String> modifiers) {
    /** Modifiers of character and numeric types count these bytes in. */
    private static final int HEADER = 4;

    private static final int SCALE_MASK = 0x7ff;
    private static final int MICROSECOND_DIGITS = 6;
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    QueryColumns {
        names = List.copyOf(names);
        types = List.copyOf(types);
        modifiers = List.copyOf(modifiers);
    }

    static QueryColumns of(ResultSetMetaData result) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        for (int at = 1; at <= result.getColumnCount(); at++) {
            names.add(result.getColumnLabel(at));
            String type = type(result.getColumnTypeName(at));
            types.add(type);
            modifiers.add(Integer.toString(modifier(type, result.getPrecision(at), result.getScale(at))));
        }
        return new QueryColumns(names, types, modifiers);
    }

    /** The driver calls integers that a sequence fills by the names that CREATE TABLE knows. */
    private static String type(String driver) {
        return switch (driver) {
            case "smallserial" -> "int2";
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            default -> driver;
        };
    }

    private static int modifier(String type, int precision, int scale) {
        return switch (type) {
            case "numeric" -> precision == 0 ? -1 : ((precision << 16) | (scale & SCALE_MASK)) + HEADER;
            case "varchar", "bpchar" -> precision == 0 || precision == UNBOUNDED ? -1 : precision + HEADER;
            case "timestamp", "timestamptz" -> scale == MICROSECOND_DIGITS ? -1 : scale;
            default -> -1;
        };
    }
}
