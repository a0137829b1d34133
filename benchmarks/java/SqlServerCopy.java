import com.microsoft.sqlserver.jdbc.SQLServerBulkCSVFileRecord;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopy;
import com.microsoft.sqlserver.jdbc.SQLServerBulkCopyOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;

/** Writes the rows of standard input, CSV without a header, into an empty table: SqlServerCopy URL TABLE. */
final class SqlServerCopy {
    private static final int ROWS_A_BATCH = 50_000;

    private SqlServerCopy() {}

    public static void main(String[] words) throws Exception {
        SQLServerBulkCSVFileRecord rows = new SQLServerBulkCSVFileRecord(System.in, "UTF-8", ",", false);
        rows.setEscapeColumnDelimitersCSV(true);
        try (Connection connection = DriverManager.getConnection(words[0]);
                Statement statement = connection.createStatement()) {
            try (ResultSet empty = statement.executeQuery("SELECT * FROM " + words[1] + " WHERE 1 = 0")) {
                ResultSetMetaData columns = empty.getMetaData();
                for (int at = 1; at <= columns.getColumnCount(); at++) {
                    rows.addColumnMetadata(
                            at,
                            columns.getColumnName(at),
                            columns.getColumnType(at),
                            columns.getPrecision(at),
                            columns.getScale(at));
                }
            }
            SQLServerBulkCopyOptions options = new SQLServerBulkCopyOptions();
            options.setBatchSize(ROWS_A_BATCH);
            options.setTableLock(true);
            options.setBulkCopyTimeout(0);
            try (SQLServerBulkCopy copy = new SQLServerBulkCopy(connection)) {
                copy.setBulkCopyOptions(options);
                copy.setDestinationTableName(words[1]);
                copy.writeToServer(rows);
            }
        }
    }
}
