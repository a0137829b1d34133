package dev.ingest.source.jdbc.oracle;

import dev.ingest.source.NumberWidth;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.jdbc.QueryWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks how wide the numbers of columns without a declared precision are, many columns in one query. */
final class OracleProbe {
    /** Two answers each; a query has at most 1,000. */
    private static final int COLUMNS_AT_ONCE = 400;

    private final OracleSession session;

    OracleProbe(OracleSession session) {
        this.session = session;
    }

    /** The widths of {@code columns} by name; those without a number are left out. */
    Map<String, NumberWidth> widths(OracleRows rows, List<SourceColumn> columns, Optional<String> where)
            throws SQLException {
        Map<String, NumberWidth> widths = new LinkedHashMap<>();
        for (int from = 0; from < columns.size(); from += COLUMNS_AT_ONCE) {
            List<SourceColumn> some = columns.subList(from, Math.min(columns.size(), from + COLUMNS_AT_ONCE));
            session.first(query(rows, some, where), row -> {
                for (int i = 0; i < some.size(); i++) {
                    int after = row.getInt(2 * i + 2);
                    if (!row.wasNull()) {
                        widths.put(some.get(i).name(), new NumberWidth(row.getInt(2 * i + 1), after));
                    }
                }
                return widths;
            });
        }
        return widths;
    }

    static String query(OracleRows rows, List<SourceColumn> columns, Optional<String> where) {
        return columns.stream()
                        .map(column -> width(OracleText.identifier(column.name())))
                        .collect(Collectors.joining(", ", "SELECT ", " FROM " + rows.from()))
                + where.map(text -> " WHERE " + QueryWriter.enclosed(text)).orElse("");
    }

    /**
     * Digits of the longest integer part, 0 for none; then of the longest fraction, null where there is no number. Beyond
     * 64 characters the server writes an exponent, of which 126 and 130 are the most.
     */
    private static String width(String column) {
        String longest = "MAX(ABS(" + column + "))";
        String fraction = "TO_CHAR(MOD(ABS(" + column + "), 1), 'TM9')";
        return "CASE WHEN " + longest + " >= 1E63 THEN 126 WHEN " + longest + " < 1 THEN 0 ELSE LENGTH(TO_CHAR(TRUNC("
                + longest + "), 'TM9')) END, MAX(CASE WHEN INSTR(" + fraction + ", 'E') > 0 THEN 130 ELSE LENGTH("
                + fraction + ") - 1 END)";
    }
}
