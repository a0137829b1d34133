package dev.ingest.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What DuckDB, a reader that is not ours, sees in landed Parquet files. */
final class LandedRows {
    /** One database in memory for all tests of this JVM. */
    private static final Connection CONNECTION = connect();

    private LandedRows() {}

    /** Every row of {@code folder}'s Parquet files as text, sorted; columns in the order of their names. */
    static List<List<String>> of(Path folder) throws SQLException {
        return query("SELECT * FROM " + files(folder));
    }

    /** The first column of every row of {@code sql}, in the query's order. */
    static List<String> values(String sql) throws SQLException {
        try (Statement statement = CONNECTION.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The rows of any query, sorted; {@link #files} makes its table. */
    static List<List<String>> query(String sql) throws SQLException {
        try (Statement statement = CONNECTION.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return RowText.sorted(rows);
        }
    }

    /** The columns of {@code files} with their types: {@code id INTEGER}. */
    static List<String> types(String files) throws SQLException {
        return values("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM " + files + ")");
    }

    /** The table expression for all Parquet files under {@code folder}. */
    static String files(Path folder) {
        return "read_parquet('" + quoted(folder) + "/**/*.parquet', union_by_name = true, hive_partitioning = false)";
    }

    /** The table expression for one Parquet file. */
    static String file(Path file) {
        return "read_parquet('" + quoted(file) + "')";
    }

    private static String quoted(Path path) {
        return path.toString().replace('\\', '/').replace("'", "''");
    }

    private static Connection connect() {
        Properties settings = new Properties();
        settings.putAll(Map.of("threads", "1"));
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
