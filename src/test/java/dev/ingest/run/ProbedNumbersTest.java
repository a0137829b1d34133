package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.StoredSchema;
import dev.ingest.plan.PlanInputs;
import dev.ingest.plan.Planned;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code unbounded_number = "probe"}: the database is asked, and the answer is kept from night to night. */
class ProbedNumbersTest {
    private static final String PROBE = "[sources.crm]\nunbounded_number = 'probe'\n";
    private final TestPostgres database = TestPostgres.database();

    @TempDir
    private Path home;

    @BeforeEach
    void createTable() {
        database.run(
                "CREATE DOMAIN amounts AS numeric",
                "CREATE TABLE t (n int, \"Total\" numeric, b amounts, c numeric(5,1), d numeric, none numeric)",
                "INSERT INTO t VALUES (1, 12345.6700, -123456789012345678, 1.5, 0.123456789012345678, NULL),"
                        + " (2, 'NaN', 0, NULL, 'Infinity', 'NaN')");
    }

    private TableLoad load(JobRows row, String toml) {
        return new TableLoad(database, home, row, toml);
    }

    private static List<String> types(Planned planned) {
        return planned
                .plan()
                .map(plan -> plan.reading().columns())
                .orElseThrow(() -> new AssertionError(planned.findings()))
                .stream()
                .map(column -> column.column().type().toString())
                .toList();
    }

    private static Optional<StoredSchema> stored(Planned planned) {
        return planned.plan()
                .map(plan -> new StoredSchema(1, "hash", plan.reading().schema()));
    }

    @Test
    void takesWhatTheDatabaseHoldsAndKeepsIt() {
        TableLoad load = load(JobRows.full("t"), PROBE);
        Planned first = load.plan(Optional.empty());
        assertEquals(
                List.of("int32", "decimal(18,2)", "decimal(18,0)", "decimal(5,1)", "decimal(18,18)", "decimal(18,0)"),
                types(first));

        database.run("DELETE FROM t WHERE n = 1", "INSERT INTO t VALUES (3, 1.5, 2, 3, 4, 5)");
        Planned second = load.plan(stored(first));
        assertEquals(types(first).subList(0, 4), types(second).subList(0, 4));
        assertEquals("decimal(28,18)", types(second).get(4));
        assertEquals(1, second.schemaChanges());
        assertEquals(
                List.of("Schema of crm.t changed: column 'd' changed from decimal(18,18) to decimal(28,18)"),
                second.warnings());
        assertEquals(types(second), types(load.plan(stored(second))));
    }

    @Test
    void landsTheProbedValuesExactlyAndTheRestAsThePolicySays() {
        TableLoad load = load(JobRows.full("t"), PROBE + "unrepresentable = 'null'\n");
        assertEquals(3, load.load().unrepresentable());
        assertEquals(List.of("DECIMAL(18,2)", "12345.67", "null"), load.landed("total"));
        assertEquals(List.of("DECIMAL(18,18)", ".123456789012345678", "null"), load.landed("d"));
    }

    @Test
    void asksAboutTheRowsAndColumnsThatAreReadAndNoOthers() {
        database.run("INSERT INTO t (n, d) VALUES (9, 1e60)");
        JobRows row = JobRows.full("t").with(JobColumn.WHERE, "n < 9");
        assertEquals(
                "decimal(18,18)", types(load(row, PROBE).plan(Optional.empty())).get(4));
        JobRows columns = JobRows.full("t").with(JobColumn.COLUMNS, "n,b");
        assertEquals(
                List.of("int32", "decimal(18,0)"), types(load(columns, PROBE).plan(Optional.empty())));
        String overridden = PROBE + "[sources.crm.tables.t.columns]\nd = 'text'\n";
        assertEquals(
                "text",
                types(load(JobRows.full("t"), overridden).plan(Optional.empty()))
                        .get(4));
    }

    @Test
    void refusesNumbersThatNoDecimalHoldsAndTheWayOutHelps() {
        database.run("INSERT INTO t (n, d) VALUES (9, 1e30)");
        Planned refused = load(JobRows.full("t"), PROBE).plan(Optional.empty());
        String finding = refused.findings().get(0).toString();
        assertTrue(
                finding.endsWith("column 'd': its numbers have up to 31 digits before the point and 18 after it, more"
                        + " than the 38 that a decimal has. Set d = \"text\" in [sources.crm.tables.t.columns]."),
                finding);
        Planned helped = load(JobRows.full("t"), PROBE + "[sources.crm.tables.t.columns]\nd = \"text\"\n")
                .plan(Optional.empty());
        assertEquals("text", types(helped).get(4));
    }

    @Test
    void asksAboutAnyNumberOfColumnsAtOnce() {
        String columns = String.join(
                ", ",
                IntStream.range(0, 1000).mapToObj(i -> "c" + i + " numeric").toList());
        database.run(
                "CREATE TABLE wide (n int, " + columns + ")", "INSERT INTO wide (n, c0, c999) VALUES (1, 1.5, 1e20)");
        List<String> types = types(load(JobRows.full("wide"), PROBE).plan(Optional.empty()));
        assertEquals("decimal(18,1)", types.get(1));
        assertEquals("decimal(28,0)", types.get(1000));
    }

    @Test
    void refusesAConditionThatIsNotOneExpression() {
        TableLoad load = load(JobRows.full("t").with(JobColumn.WHERE, "n = 1) OR (n = 2"), "");
        Planned offline = load.planned(PlanInputs.workbook(Optional.empty()));
        assertEquals(
                List.of("jobs!where: where is not one closed condition: the ) at character 6 closes nothing."
                        + " Correct the cell."),
                offline.findings().stream().map(Object::toString).toList());
    }
}
