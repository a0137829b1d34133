package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a source a job reads: a query's rows, all columns but some, rows that meet a condition. */
class ExtractionIT {
    @TempDir
    Path folder;

    @Test
    void aQueryAndAllColumnsButSomeLandAsTablesOfTheirOwn() throws IOException, SQLException {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int PRIMARY KEY, customer int, amount numeric(10,2), photo bytea)",
                "INSERT INTO orders SELECT i, i % 3, i / 4.0, '\\x00' FROM generate_series(1, 900) i");
        Workspace workspace = Workspace.of(folder, database)
                .incremental("customer_totals", "last_id")
                .with(JobColumn.QUERY, "totals.sql")
                .with(JobColumn.WHERE, "customer > 0")
                .full("orders")
                .with(JobColumn.COLUMNS, "-photo")
                .full("sales.broken")
                .with(JobColumn.QUERY, "broken.sql")
                .full("absent")
                .with(JobColumn.QUERY, "absent.sql")
                .save();
        Path config = workspace.workbook().getParent();
        Files.writeString(config.resolve("totals.sql"), """
                -- what each customer ordered
                SELECT customer, sum(amount) AS total, max(id) AS last_id
                FROM orders GROUP BY customer;
                """);
        Files.writeString(config.resolve("broken.sql"), "SELECT (1 FROM orders");

        JarProcess run = workspace.run();

        String orders = LandedRows.files(workspace.table("orders"));
        assertEquals(1, run.exitCode(), run::output);
        assertEquals(
                List.of("1,33712.500000000,898", "2,33787.500000000,899"),
                LandedRows.values("SELECT concat_ws(',', customer, total, last_id) FROM "
                        + LandedRows.files(workspace.table("customer_totals")) + " ORDER BY customer"));
        assertEquals(
                List.of("900,id,customer,amount"),
                LandedRows.values("SELECT concat_ws(',', (SELECT count(*) FROM " + orders
                        + "), (SELECT string_agg(column_name, ',') FROM (DESCRIBE FROM " + orders + ")))"));
        assertEquals("899", workspace.watermark(1));
        assertTrue(
                run.output().contains("the file of query is not one query: the ( at character 8 is not closed"),
                run::output);
        assertTrue(
                run.output().contains("query 'absent.sql' is no file in the workbook's folder. Put it there"),
                run::output);

        database.run("INSERT INTO orders VALUES (901, 1, 1, NULL)");
        assertEquals(1, workspace.run().exitCode());
        assertEquals(
                List.of("3"),
                LandedRows.values("SELECT count(*) FROM " + LandedRows.files(workspace.table("customer_totals"))));
        assertEquals("901", workspace.watermark(1));
    }
}
