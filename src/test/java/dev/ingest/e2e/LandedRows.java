package dev.ingest.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What DuckDB, a reader that is not ours, sees in landed Parquet files. */
final class LandedRows {
    private LandedRows() {}

    /** Every row of {@code folder}'s Parquet files as text, sorted; columns in the order of their names. */
    static List<List<String>> of(Path folder) throws SQLException {
        return query("SELECT * FROM " + files(folder));
    }

    /** The rows of any query; {@link #files} makes its table. */
    static List<List<String>> query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                return RowText.sorted(rows);
            }
        }
    }

    /** The table expression for all Parquet files under {@code folder}. */
    static String files(Path folder) {
        return "read_parquet('" + folder.toString().replace('\\', '/').replace("'", "''")
                + "/**/*.parquet', union_by_name = true, hive_partitioning = false)";
    }
}
