package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.StoredSchema;
import dev.ingest.plan.Planned;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code on_schema_change = keep}: a column lands as the lake stores it, whatever its source made of it. */
class KeptTypesTest {
    private static TestPostgres database;

    @TempDir
    private Path home;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
    }

    private TableLoad load(String toml) {
        return new TableLoad(database, home, JobRows.full("t").with(JobColumn.ON_SCHEMA_CHANGE, "KEEP"), toml);
    }

    private static StoredSchema stored(Planned planned) {
        JobPlan plan = planned.plan().orElseThrow(() -> new AssertionError(planned.findings()));
        return new StoredSchema(1, "hash", plan.reading().schema());
    }

    /** A table whose column {@code c} was {@code before} when the lake stored it, and is {@code now} by now. */
    private StoredSchema altered(String before, String now, String value) {
        database.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (n serial, c " + before + ")");
        StoredSchema stored = stored(load("").plan(Optional.empty()));
        database.run(
                "ALTER TABLE t ALTER c TYPE " + now + " USING c::text::" + now,
                "INSERT INTO t (c) VALUES ('" + value + "'), (NULL)");
        return stored;
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint        | integer         | -32768       | SMALLINT      | -32768",
                "smallint        | bigint          | 32767        | SMALLINT      | 32767",
                "integer         | bigint          | -2147483648  | INTEGER       | -2147483648",
                "integer         | numeric(12,2)   | 7.00         | INTEGER       | 7",
                "integer         | numeric         | 7            | INTEGER       | 7",
                "bigint          | numeric(20,0)   | 9223372036854775807 | BIGINT | 9223372036854775807",
                "bigint          | integer         | 7            | BIGINT        | 7",
                "numeric(10,2)   | numeric(14,2)   | -99999999.99 | DECIMAL(10,2) | -99999999.99",
                "numeric(10,2)   | numeric(14,4)   | 1.2300       | DECIMAL(10,2) | 1.23",
                "numeric(10,2)   | numeric         | 1.23000      | DECIMAL(10,2) | 1.23",
                "numeric(18,2)   | numeric(38,2)   | 1.23         | DECIMAL(18,2) | 1.23",
                "numeric(14,4)   | numeric(10,2)   | 1.23         | DECIMAL(14,4) | 1.2300",
                "numeric(10,2)   | bigint          | 12           | DECIMAL(10,2) | 12.00",
                "numeric(10,2)   | money           | 1.23         | DECIMAL(10,2) | 1.23",
                "real            | double precision | 0.25        | FLOAT         | 0.25",
                "real            | double precision | NaN         | FLOAT         | nan",
                "real            | double precision | -Infinity   | FLOAT         | -inf",
                "double precision | real           | 0.25         | DOUBLE        | 0.25",
                "varchar(3)      | varchar(300)    | long         | VARCHAR       | long",
                "varchar(3)      | text            | long         | VARCHAR       | long",
                "text            | integer         | 7            | VARCHAR       | 7",
                "text            | jsonb           | [1]          | VARCHAR       | [1]",
                "json            | text            | no json      | VARCHAR       | no json",
                "timestamp(0)    | timestamp(6)    | 2026-01-27 10:44:12.584321 | TIMESTAMP | 2026-01-27 10:44:12.584321",
            })
    void aColumnKeepsTheTypeThatTheLakeStoresWhileItsValuesFit(
            String before, String now, String value, String type, String landed) {
        StoredSchema stored = altered(before, now, value);

        Planned planned = load("").plan(Optional.of(stored));

        assertEquals(0, planned.schemaChanges());
        assertEquals(types(stored), types(stored(planned)));
        assertEquals(0, load("").load(Optional.of(stored)).unrepresentable());
        assertEquals(List.of(type, landed, "null"), load("").landed("c"));
    }

    private static List<String> types(StoredSchema schema) {
        return schema.schema().columns().stream()
                .map(column -> column.type().toString())
                .toList();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "smallint | integer | 32768 | a value with 5 digits before the point and 0 after it does not fit int16,"
                        + " %s int32) | \"int64\"",
                "integer | bigint | 3000000000 | a value with 10 digits before the point and 0 after it does not fit"
                        + " int32, %s int64) | \"int64\"",
                "integer | bigint | -2147483649 | a value with 10 digits before the point and 0 after it does not fit"
                        + " int32, %s int64) | \"int64\"",
                "numeric(10,2) | numeric(14,4) | 1.2345 | a value with 1 digits before the point and 4 after it does"
                        + " not fit decimal(10,2), %s decimal(14,4)) | \"decimal(38,4)\"",
                "numeric(10,2) | numeric(14,2) | 123456789.00 | a value with 9 digits before the point and 0 after it"
                        + " does not fit decimal(10,2), %s decimal(14,2)) | \"decimal(38,2)\"",
                "real | double precision | 0.1 | a value with more digits or a wider range than a float has does not"
                        + " fit float, %s double) | \"double\"",
                "real | double precision | 1e300 | a value with more digits or a wider range than a float has does not"
                        + " fit float, %s double) | \"double\"",
            })
    void aValueThatDoesNotFitFailsTheLoadAndBothWaysOutHelp(
            String before, String now, String value, String shape, String demanded) {
        StoredSchema stored = altered(before, now, value);

        String message = assertThrows(IngestException.class, () -> load("").load(Optional.of(stored)))
                .getMessage();

        String because = "the type that the lake stores and on_schema_change keeps (evolve would land the column as";
        assertTrue(message.startsWith("Cannot convert column c (" + now + ") of table "), message);
        assertTrue(message.contains(": " + shape.replace("%s", because) + ". Set c = " + demanded + " in "), message);
        String columns = "[sources.crm.tables.t.columns]\nc = " + demanded + "\n";
        Planned wider = load(columns).plan(Optional.of(stored));
        assertEquals(1, wider.schemaChanges());
        assertEquals(0, load(columns).load(Optional.of(stored)).unrepresentable());
        TableLoad evolving =
                new TableLoad(database, home, JobRows.full("t").with(JobColumn.ON_SCHEMA_CHANGE, "EVOLVE"), "");
        assertEquals(0, evolving.load(Optional.of(stored)).unrepresentable());
        String nulls = "[sources.crm.tables.t]\nunrepresentable = \"null\"\n";
        assertEquals(1, load(nulls).load(Optional.of(stored)).unrepresentable());
    }

    /** A number that is no whole one has no type beside the integers that the lake stores. */
    @Test
    void aFractionInAColumnOfWholeNumbersIsRefused() {
        StoredSchema stored = altered("integer", "numeric(12,2)", "1.50");
        String message = assertThrows(IngestException.class, () -> load("").load(Optional.of(stored)))
                .getMessage();
        assertTrue(
                message.contains("a value with 1 digits before the point and 1 after it does not fit int32"), message);
        assertTrue(message.contains("beside which it cannot become decimal(38,1)."), message);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"timestamp,timestamptz", "integer,text", "integer,boolean", "date,timestamp"})
    void whatNoValueOfTheStoredTypeHoldsIsAFaultAsEver(String before, String now) {
        database.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (n serial, c " + before + ")");
        StoredSchema stored = stored(load("").plan(Optional.empty()));
        database.run("ALTER TABLE t DROP c", "ALTER TABLE t ADD c " + now);

        String findings = load("").plan(Optional.of(stored)).findings().toString();

        assertTrue(findings.contains("column 'c' changed from "), findings);
        assertTrue(findings.contains("Files of both cannot be read together"), findings);
    }

    @Test
    void aTypeThatReadsTogetherButCannotBeKeptIsAFaultThatSaysSo() {
        database.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (n serial, c integer)");
        StoredSchema stored = stored(load("").plan(Optional.empty()));
        database.run("ALTER TABLE t DROP c", "ALTER TABLE t ADD c oid");

        String findings = load("").plan(Optional.of(stored)).findings().toString();

        assertTrue(
                findings.contains(
                        "column 'c': the lake stores it as int32, which on_schema_change keeps, and oid cannot"
                                + " be read as that. Set on_schema_change to evolve to land it as int64."),
                findings);
    }

    @Test
    void theLogNamesWhatIsKept() {
        StoredSchema stored = altered("integer", "bigint", "7");
        assertEquals(
                List.of("Types of crm.t are kept: column 'c' is bigint and lands as int32, as the lake stores it"),
                load("").plan(Optional.of(stored)).warnings());
    }

    @Test
    void columnsComeAndGoAsWhenTheTableEvolves() {
        database.run("DROP TABLE IF EXISTS t", "CREATE TABLE t (n serial, c integer, gone text)");
        StoredSchema stored = stored(load("").plan(Optional.empty()));
        database.run("ALTER TABLE t DROP gone, ADD added bigint", "INSERT INTO t (c, added) VALUES (1, 2)");

        Planned planned = load("").plan(Optional.of(stored));

        assertEquals(
                List.of(
                        "Schema of crm.t changed: column 'added' is new (int64)",
                        "Schema of crm.t changed: column 'gone' is missing"),
                planned.warnings());
        load("").load(Optional.of(stored));
        assertEquals(List.of("BIGINT", "2"), load("").landed("added"));
    }

    @Test
    void aChoiceOfTheUserWhichTypesLandDoesNotTouchWhatIsStored() {
        database.run(
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (n serial, c numeric, at timestamp)",
                "INSERT INTO t (c, at) VALUES (1.5, '2026-01-27 10:44:12')");
        StoredSchema stored = stored(load("").plan(Optional.empty()));
        String toml = "[sources.crm]\nunbounded_number = 'probe'\ntimestamp_unit = 'nanos'\n";
        assertEquals(types(stored), types(stored(load(toml).plan(Optional.of(stored)))));
        assertEquals(
                List.of("int32", "decimal(18,1)", "timestamp(9)"),
                types(stored(load(toml).plan(Optional.empty()))));
        String text = "[sources.crm]\nunbounded_number = 'text'\n";
        assertEquals(types(stored), types(stored(load(text).plan(Optional.of(stored)))));
    }
}
