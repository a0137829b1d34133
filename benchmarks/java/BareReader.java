import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.sql.Types;

/** Reads tables by the bare driver, each column by its typed getter, and throws all of it away: BareReader URL TABLE... */
final class BareReader {
    private BareReader() {}

    public static void main(String[] words) throws Exception {
        try (Connection connection = DriverManager.getConnection(words[0])) {
            connection.setAutoCommit(false);
            for (int i = 1; i < words.length; i++) {
                System.out.println(words[i] + ": " + read(connection, words[i]) + " rows");
            }
        }
    }

    private static long read(Connection connection, String table) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int[] types = types(rows.getMetaData());
            long read = 0;
            int seen = 0;
            while (rows.next()) {
                for (int at = 1; at <= types.length; at++) {
                    seen += seen(rows, at, types[at - 1]);
                }
                read++;
            }
            // What is used cannot be left out by a compiler.
            System.out.println(seen);
            return read;
        }
    }

    private static int[] types(ResultSetMetaData columns) throws Exception {
        int[] types = new int[columns.getColumnCount()];
        for (int at = 1; at <= types.length; at++) {
            types[at - 1] = columns.getColumnType(at);
        }
        return types;
    }

    private static int seen(ResultSet row, int at, int type) throws Exception {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> (int) row.getLong(at);
            case Types.DECIMAL, Types.NUMERIC -> row.getBigDecimal(at).signum();
            case Types.DATE -> row.getDate(at).hashCode();
            case Types.TIMESTAMP -> row.getTimestamp(at).hashCode();
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> (int) row.getDouble(at);
            default -> row.getString(at).length();
        };
    }
}
