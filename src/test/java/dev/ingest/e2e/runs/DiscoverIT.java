package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest discover} tells what there is to load, and makes rows of it. */
class DiscoverIT {
    private static final TestPostgres DATABASE = TestPostgres.database();
    private static final List<String> HEADER = List.of("TABLE", "ROWS", "SIZE", "KEY", "CAN BE A WATERMARK");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeAll
    static void createTables() {
        DATABASE.run(
                "CREATE TABLE orders (id int PRIMARY KEY, updated_at timestamptz NOT NULL, day date)",
                "INSERT INTO orders SELECT i, now(), NULL FROM generate_series(1, 1000) i",
                "CREATE INDEX ON orders (updated_at)",
                "ANALYZE orders",
                "CREATE TABLE notes (text text)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.\"Order Items\" (id int)");
    }

    @BeforeEach
    void writeWorkbook() {
        workspace = Workspace.of(folder, DATABASE).full("orders").save();
    }

    private JarProcess discover(String... more) {
        return InProcess.run(Stream.concat(Stream.of("discover", "--home", folder.toString(), "shop"), Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<String> lines(JarProcess process) {
        return process.output().lines().toList();
    }

    @Test
    void tablesAreListedWithSizeKeyAndCandidates() {
        JarProcess all = Jar.quick().run("discover", "shop", "--home", folder.toString());

        assertEquals(0, all.exitCode(), all.output());
        assertLinesMatch(
                List.of(
                        String.join(" +", HEADER),
                        "notes +\\? +\\?",
                        "orders +1000 +\\d+\\.\\d KiB +id +id integer, indexed, not null; updated_at timestamp with time zone,"
                                + " indexed, not null; day date",
                        "sales\\.\"Order Items\" +\\? +\\?",
                        "3 tables that may be read; .*"),
                lines(all));
        assertEquals(List.of("orders"), tables(discover("--like", "ORDERS*")));
        assertEquals(List.of("sales.\"Order Items\""), tables(discover("--schema", "sales")));
        assertEquals(List.of(), tables(discover("--schema", "sales", "--like", "%x")));
    }

    private static List<String> tables(JarProcess process) {
        assertEquals(0, process.exitCode(), process.output());
        return process.output()
                .lines()
                .filter(line -> !line.startsWith("TABLE ") && !line.contains("may be read"))
                .map(line -> line.replaceFirst("  .*", ""))
                .toList();
    }

    @Test
    void tablesThatHaveNoRowGetADisabledOne() {
        JarProcess added = discover("--add");

        assertEquals(0, added.exitCode(), added.output());
        assertEquals(
                List.of(
                        "added shop.notes",
                        "added shop.sales.\"Order Items\"",
                        "2 rows added, enabled = N; 1 stood there already."),
                lines(added).subList(5, 8));
        workspace.edit(sheet -> {
            assertEquals(3, sheet.getLastRowNum());
            XSSFRow row = sheet.getRow(3);
            assertEquals("sales.\"Order Items\"", cell(row, JobColumn.TABLE_NAME));
            assertEquals("N", cell(row, JobColumn.ENABLED));
            row.getCell(List.of(JobColumn.values()).indexOf(JobColumn.ENABLED)).setCellValue("Y");
        });
        assertEquals(0, workspace.call().exitCode());
        assertEquals(2, workspace.audit().size(), "the row that was switched on ran beside the one that was there");
    }

    private static String cell(XSSFRow row, JobColumn column) {
        return row.getCell(List.of(JobColumn.values()).indexOf(column)).getStringCellValue();
    }

    @Test
    void chosenTablesAloneAreAddedOrNoneAtAll() throws IOException {
        byte[] before = Files.readAllBytes(workspace.workbook());

        JarProcess slip = discover("--add", "--table", "notes", "--table", "Order Itmes");
        assertEquals(2, slip.exitCode());
        assertTrue(slip.output().contains("Cannot add table Order Itmes: it is not among the tables that are listed."));
        assertEquals(2, discover("--table", "notes").exitCode());
        Files.createFile(folder.resolve("config").resolve(".~lock.ingestion_config.xlsx#"));
        JarProcess open = discover("--add");
        assertEquals(2, open.exitCode());
        assertTrue(
                open.output().contains("Cannot add rows to the workbook config/ingestion_config.xlsx: "),
                open.output());
        assertArrayEquals(before, Files.readAllBytes(workspace.workbook()));
        Files.delete(folder.resolve("config").resolve(".~lock.ingestion_config.xlsx#"));

        JarProcess chosen = discover("--add", "--table", "public.notes");
        assertEquals(
                "1 row added, enabled = N; 0 stood there already.",
                lines(chosen).get(6));
    }

    @Test
    void aSourceThatIsMisspeltOrDoesNotAnswerIsNamed() {
        JarProcess slip = InProcess.run("discover", "shopp", "--home", folder.toString());
        assertEquals(2, slip.exitCode());
        assertTrue(slip.output().contains("Did you mean 'shop'?"), slip.output());

        workspace.through(1);
        JarProcess nobody = discover();
        assertEquals(1, nobody.exitCode());
        assertTrue(nobody.output().startsWith("Cannot connect"), nobody.output());
    }
}
