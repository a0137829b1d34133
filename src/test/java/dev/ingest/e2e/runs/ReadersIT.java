package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.DriftingLake;
import dev.ingest.e2e.fixture.DriftingLake.Drift;
import dev.ingest.e2e.fixture.ReadersPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DuckDB's queries in reading-the-lake.md, whatever changed between two days; those of other readers run by hand. */
class ReadersIT {
    private static final Pattern END = Pattern.compile(";\\s*");

    @TempDir
    static Path home;

    private static DriftingLake lake;

    @BeforeAll
    static void land() {
        lake = DriftingLake.land(home);
    }

    @Test
    void everyReaderHasItsQueries() {
        assertEquals(
                Set.of(
                        "DuckDB: whole table",
                        "DuckDB: latest snapshot",
                        "DuckDB: latest version of each key",
                        "DuckDB: lists within records",
                        "Spark: whole table",
                        "Spark: latest snapshot",
                        "Spark: latest version of each key",
                        "pyarrow: whole table",
                        "pyarrow: latest snapshot",
                        "Polars: whole table",
                        "DataFusion: whole table",
                        "ClickHouse: whole table",
                        "ClickHouse: latest snapshot",
                        "ClickHouse: latest version of each key"),
                ReadersPage.blocks().keySet());
    }

    @ParameterizedTest
    @EnumSource(Drift.class)
    void theWholeTableIsReadWithEveryValue(Drift drift) throws SQLException {
        assertEquals(expected(drift, DriftingLake.whole()), found("DuckDB: whole table", drift.dataset()));
    }

    @ParameterizedTest
    @EnumSource(Drift.class)
    void theLatestSnapshotIsThatOfTheNewestDayEvenIfItIsEmpty(Drift drift) throws SQLException {
        assertEquals(expected(drift, DriftingLake.snapshot()), found("DuckDB: latest snapshot", drift.dataset()));
    }

    @ParameterizedTest
    @EnumSource(Drift.class)
    void theLatestVersionOfEachKeyIsFound(Drift drift) throws SQLException {
        assertEquals(
                expected(drift, DriftingLake.latest()), found("DuckDB: latest version of each key", drift.versions()));
    }

    private static List<String> expected(Drift drift, List<String> queries) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = lake.database(drift).connect();
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                rows.addAll(rows(statement.executeQuery(query)));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<String> found(String name, String dataset) throws SQLException {
        String folder = lake.dataset(dataset).toString().replace('\\', '/').replace("'", "''");
        String block = ReadersPage.blocks().get(name).replace("lake/crm", folder);
        List<String> statements = END.splitAsStream(block).toList();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String setting : statements.subList(0, statements.size() - 1)) {
                statement.execute(setting);
            }
            List<String> rows = rows(statement.executeQuery(statements.get(statements.size() - 1)));
            Collections.sort(rows);
            return rows;
        }
    }

    /** Each row as its values by column, less nulls: a reader may have a column that another day had. */
    private static List<String> rows(ResultSet found) throws SQLException {
        List<String> rows = new ArrayList<>();
        ResultSetMetaData columns = found.getMetaData();
        while (found.next()) {
            Map<String, String> row = new TreeMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String name = columns.getColumnName(i);
                if (found.getObject(i) != null && !name.equals("updated_at")) {
                    row.put(name, value(found.getObject(i)));
                }
            }
            rows.add(row.toString());
        }
        return rows;
    }

    private static String value(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
