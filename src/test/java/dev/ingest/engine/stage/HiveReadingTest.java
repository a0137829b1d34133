package dev.ingest.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A partition column stands in file and folder: DuckDB reads it as it landed once told to leave the folders alone. */
class HiveReadingTest {
    @TempDir
    Path folder;

    private static List<HiveTrees.Tree> trees() {
        return HiveTrees.all();
    }

    private static List<String> read(Path tree, String option) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c::VARCHAR FROM read_parquet('" + tree
                        + "/**/*.parquet', " + option + ") ORDER BY n")) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void theFilesHoldEveryValueAsItIs(HiveTrees.Tree tree) throws IOException, SQLException {
        List<String> twice = new ArrayList<>();
        tree.values().forEach(value -> {
            twice.add(value);
            twice.add(value);
        });
        assertEquals(twice, read(HiveTrees.write(tree, folder), "hive_partitioning = false"));
    }

    /** Null and empty text share a folder, for which hive has no other name. */
    @ParameterizedTest
    @MethodSource("trees")
    void theFoldersTellAllButEmptyTextFromNull(HiveTrees.Tree tree) throws IOException, SQLException {
        Path written = HiveTrees.write(tree, folder);
        long folders = tree.values().stream()
                .map(value -> value == null ? "" : value)
                .distinct()
                .count();
        try (var inside = Files.list(written)) {
            assertEquals(folders, inside.count());
        }
    }
}
