package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.StoredSchema;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever writes exactly what a message of a failed conversion says has a job that succeeds. */
class WayOutTest {
    private static final Pattern WAYS =
            Pattern.compile(".* Set (.+ = \".+\") in (\\[.+]), or (unrepresentable = \"null\") in (\\[.+]) to land .*");
    private static TestPostgres database;

    @TempDir
    private Path home;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
        database.run("CREATE SCHEMA sales");
    }

    /** The source's own section or its type's; a table and a column as they stand in the database; a value too hard. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "crm|orders|orders|amount|numeric|NaN",
                "postgresql|orders|orders|amount|numeric|NaN",
                "postgresql|sales.orders|sales.orders|amount|numeric(10,2)|NaN",
                "crm|SALES.Orders|sales.orders|amount|numeric|1.00000000001",
                "crm|sales.\"Order Details\"|sales.\"Order Details\"|Größe|date|infinity",
                "postgresql|\"it's \\here\"|\"it's \\here\"|it's|timestamp|0044-03-15 BC",
                "crm|\"a.b\"|\"a.b\"|x.y|numeric|1e31",
                "postgresql|\"say \"\"hi\"\"\"|\"say \"\"hi\"\"\"|say \"it's\"|timestamptz|-infinity",
                "crm|\"a=b [c]\"|\"a=b [c]\"|a = \"b\" in [c]|numeric|NaN",
                "crm|orders|orders|unrepresentable|numeric|NaN"
            })
    void setsWhatTheMessageSays(
            String section, String written, String table, String column, String type, String value) {
        create(table, column, type, value);
        String connection = "[sources." + section + "]\nhost = 'localhost'\n";
        String message = assertThrows(
                        IngestException.class, () -> load(written, connection).load())
                .getMessage();
        Matcher ways = WAYS.matcher(message);
        assertTrue(ways.matches(), message);

        String first = connection + ways.group(2) + "\n" + ways.group(1) + "\n";
        TableLoad override = load(written, first);
        assertEquals(0, override.load().unrepresentable(), message);
        assertEquals(
                "sources." + section, override.settings().sectionOf(DatabaseKind.POSTGRESQL, TableLoad.SOURCE), first);

        String second = connection + ways.group(4) + "\n" + ways.group(3) + "\n";
        TableLoad nulled = load(written, second);
        assertEquals(1, nulled.load().unrepresentable(), message);
        assertEquals(
                "sources." + section, nulled.settings().sectionOf(DatabaseKind.POSTGRESQL, TableLoad.SOURCE), second);
        assertEquals(List.of(), nulled.settings().misspelled());
    }

    /** Once the lake stores the column, types that do not read together with that are no way out any more. */
    @ParameterizedTest(name = "{0} stored, {1}, {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "numeric       | -     | NaN           | -",
                "numeric(10,2) | -     | NaN           | -",
                "numeric       | -     | 1e31          | -",
                "numeric       | -     | 1.00000000001 | amount = \"decimal(38,11)\"",
                "date          | -     | infinity      | -",
                "timestamptz   | -     | -infinity     | -",
                "numeric       | int16 | 100000        | amount = \"int64\"",
                "numeric       | int64 | 1e20          | -",
                "bigint        | int32 | 3000000000    | amount = \"int64\""
            })
    void offersWhatGoesWithWhatTheLakeStores(String type, String override, String value, String way) {
        create("stored", "amount", type, value);
        String connection = "[sources.crm]\nhost = 'localhost'\n";
        String columns = "[sources.crm.tables.stored.columns]\n";
        String toml = override == null ? connection : connection + columns + "amount = '" + override + "'\n";
        StoredSchema stored = new StoredSchema(
                1,
                "hash",
                load("stored", toml)
                        .plan(Optional.empty())
                        .plan()
                        .orElseThrow()
                        .reading()
                        .schema());
        String message = assertThrows(
                        IngestException.class, () -> load("stored", toml).load(Optional.of(stored)))
                .getMessage();
        String nulls = "unrepresentable = \"null\" in [sources.crm.tables.stored] to land such values as null.";
        String said = message.substring(message.indexOf(" Set ") + 5);
        if (way == null) {
            assertTrue(said.startsWith(nulls + " The lake stores the column as "), message);
        } else {
            assertEquals(way + " in [sources.crm.tables.stored.columns], or " + nulls, said);
            assertEquals(
                    0,
                    load("stored", connection + columns + way + "\n")
                            .load(Optional.of(stored))
                            .unrepresentable());
        }
        String nulling = toml.replace(columns, "[sources.crm.tables.stored]\nunrepresentable = \"null\"\n" + columns);
        String second = override == null ? toml + "[sources.crm.tables.stored]\nunrepresentable = \"null\"\n" : nulling;
        assertEquals(1, load("stored", second).load(Optional.of(stored)).unrepresentable());
    }

    private TableLoad load(String written, String toml) {
        return new TableLoad(database, home, JobRows.full(written), toml);
    }

    private static void create(String table, String column, String type, String value) {
        String name = '"' + column.replace("\"", "\"\"") + '"';
        database.run(
                "DROP TABLE IF EXISTS " + table,
                "CREATE TABLE " + table + " (n serial, " + name + " " + type + ")",
                "INSERT INTO " + table + " (" + name + ") VALUES ('" + value + "')");
    }
}
