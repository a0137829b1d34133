package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadResult;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that other tools change without a word: each lands exactly, or is refused with column and way out. */
class HardValuesTest {
    private static TestPostgres database;

    @TempDir
    private Path home;

    @BeforeAll
    static void createDatabase() {
        database = TestPostgres.database();
        database.run("CREATE TYPE pair AS (x int, y numeric(5,1))", "CREATE EXTENSION hstore");
    }

    /** Values are divided by {@code ~} and are cast to the type; the answer begins with DuckDB's type. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "bigint|9007199254740993~-9223372036854775808|BIGINT~9007199254740993~-9223372036854775808",
                "numeric(4,0)|2013|DECIMAL(4,0)~2013",
                "numeric(20,0)|9007199254740993~-18446744073709551616|DECIMAL(20,0)~9007199254740993~-18446744073709551616",
                "numeric(10,2)|12345678.90~-0.01~0|DECIMAL(10,2)~12345678.90~-0.01~0.00",
                "numeric(38,18)|12345678901234567890.123456789012345678|DECIMAL(38,18)~12345678901234567890.123456789012345678",
                "numeric(38,0)|-99999999999999999999999999999999999999|DECIMAL(38,0)~-99999999999999999999999999999999999999",
                "numeric(50,20)|123456789012345678901234567890.12345678901234567891~NaN|VARCHAR~123456789012345678901234567890.12345678901234567891~NaN",
                "numeric(5,-2)|1234567|DECIMAL(7,0)~1234600",
                "numeric(2,5)|0.00099|DECIMAL(5,5)~.00099",
                "numeric|12345678901234567890123456789.123456789~1.50|DECIMAL(38,9)~12345678901234567890123456789.123456789~1.500000000",
                "real|NaN~Infinity~0.1|FLOAT~nan~inf~0.1",
                "double precision|-Infinity~NaN~0.1|DOUBLE~-inf~nan~0.1",
                "date|0001-01-01~9999-12-31~1582-10-10|DATE~0001-01-01~9999-12-31~1582-10-10",
                "timestamp|0001-01-01~1582-10-10 00:00~9999-12-31 23:59:59.999999~1969-12-31 23:59:59.999999|TIMESTAMP~0001-01-01 00:00:00~1582-10-10 00:00:00~9999-12-31 23:59:59.999999~1969-12-31 23:59:59.999999",
                "timestamp|2026-03-29 02:30~2026-01-27 10:44:12.584001|TIMESTAMP~2026-03-29 02:30:00~2026-01-27 10:44:12.584001",
                "timestamptz|2026-01-27 12:00+05:45~2026-10-25 02:30 Europe/Oslo|TIMESTAMP WITH TIME ZONE~2026-01-27 06:15:00+00~2026-10-25 01:30:00+00",
                "time|24:00:00~23:59:59.999999|VARCHAR~24:00:00~23:59:59.999999",
                "timetz|12:00+05:45~24:00-08|VARCHAR~12:00:00+05:45~24:00:00-08",
                "interval|-1 day~1 year -2 mons 3 days -04:05:06.789|VARCHAR~-1 days~10 mons 3 days -04:05:06.789",
                "json|{\"a\":1,\"a\":12345678901234567890.10}~null|VARCHAR~{\"a\":1,\"a\":12345678901234567890.10}~null",
                "jsonb|{\"a\":12345678901234567890.10}~null|VARCHAR~{\"a\": 12345678901234567890.10}~null",
                "money|-92233720368547758.08|DECIMAL(19,2)~-92233720368547758.08",
                "bit(5)|00101|VARCHAR~00101",
                "bit varying|1|VARCHAR~1",
                "xml|<a>ü</a>|VARCHAR~<a>ü</a>",
                "tsvector|fat:2 cat:3|VARCHAR~'cat':3 'fat':2",
                "point|(1.5,-2)|VARCHAR~(1.5,-2)",
                "pair|(1,2.5)|VARCHAR~{\"x\":1,\"y\":2.5}",
                "int[]|{{1,2},{3,NULL}}~{}|VARCHAR~[[1,2],[3,null]]~[]",
                "hstore|a=>1, b=>NULL|VARCHAR~{\"a\": \"1\", \"b\": null}",
                "uuid|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|VARCHAR~a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "char(10)|ab|VARCHAR~ab        ",
                "text|İ'🙂\\|VARCHAR~İ'🙂\\",
                "oid|4294967295|BIGINT~4294967295"
            })
    void landsExactly(String type, String values, String landed) {
        assertEquals(split(landed), load(type, values, "").landed("c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric(10,2)|NaN|NaN does not fit decimal(10,2). Set c = \"text\"",
                "numeric|NaN|NaN does not fit decimal(38,9). Set c = \"text\"",
                "numeric|-Infinity|-infinity does not fit decimal(38,9). Set c = \"text\"",
                "numeric|1.1234567891|a value with 1 digits before the point and 10 after it does not fit decimal(38,9). Set c = \"decimal(38,10)\"",
                "numeric|1e30|a value with 31 digits before the point and 0 after it does not fit decimal(38,9). Set c = \"text\"",
                "date|infinity|infinity does not fit date. Set c = \"text\"",
                "date|0044-03-15 BC|a year before 0001 does not fit date. Set c = \"text\"",
                "date|10000-01-01|a year after 9999 does not fit date. Set c = \"text\"",
                "timestamp|-infinity|-infinity does not fit timestamp. Set c = \"text\"",
                "timestamp|0044-03-15 12:00 BC|a year before 0001 does not fit timestamp. Set c = \"text\"",
                "timestamptz|infinity|infinity does not fit timestamptz. Set c = \"text\"",
                "timestamptz|10000-01-01 00:00+00|a year after 9999 does not fit timestamptz. Set c = \"text\""
            })
    void refusesWithColumnAndWayOutOrLandsACountedNull(String type, String value, String message) {
        IngestException failure = assertThrows(IngestException.class, () -> load(type, value, ""));
        assertEquals(FailureKind.CONVERT, failure.kind());
        String section = "[sources.crm.tables.hard";
        assertEquals(
                "Cannot convert column c (" + declared() + ") of table public.hard: " + message + " in " + section
                        + ".columns], or unrepresentable = \"null\" in " + section + "] to land such values as null.",
                failure.getMessage());
        TableLoad nulled = table(type, value + "~" + value, "[sources.crm]\nunrepresentable = 'null'\n");
        LoadResult result = nulled.load();
        assertEquals(2, result.unrepresentable());
        assertEquals(List.of("null", "null"), nulled.landed("c").subList(1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric(10,2)|NaN~1.5|text|VARCHAR~NaN~1.50",
                "numeric|1e30~Infinity~1.10|text|VARCHAR~1000000000000000000000000000000~Infinity~1.10",
                "numeric|0.123456789012345678|decimal(38,18)|DECIMAL(38,18)~0.123456789012345678",
                "numeric(50,20)|12345678901234567890.5|decimal(38,18)|DECIMAL(38,18)~12345678901234567890.500000000000000000",
                "numeric|9223372036854775807|int64|BIGINT~9223372036854775807",
                "date|infinity~0044-03-15 BC~10000-01-01|text|VARCHAR~infinity~0044-03-15 BC~10000-01-01",
                "timestamp|-infinity~0044-03-15 12:00 BC|text|VARCHAR~-infinity~0044-03-15 12:00:00 BC",
                "timestamptz|infinity~2026-01-27 12:00+05:45|text|VARCHAR~infinity~2026-01-27 06:15:00+00",
                "timestamp|2262-04-11 23:47:16.854775~1677-09-22 00:00:00|timestamp(9)|TIMESTAMP_NS~2262-04-11 23:47:16.854775~1677-09-22 00:00:00",
                "int4|-5|decimal(10,2)|DECIMAL(10,2)~-5.00",
                "real|0.1|double|DOUBLE~0.10000000149011612"
            })
    void landsAsUsersDemand(String type, String values, String override, String landed) {
        String toml = "[sources.crm.tables.hard.columns]\nc = '" + override + "'\n";
        assertEquals(split(landed), load(type, values, toml).landed("c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "numeric(50,20)|123456789012345678901.5|decimal(38,18)|with 21 digits before the point and 1 after it does not fit decimal(38,18). Set c = \"text\"",
                "numeric|2147483648|int32|with 10 digits before the point and 0 after it does not fit int32. Set c = \"decimal(38,0)\"",
                "numeric|0.5|int64|with 0 digits before the point and 1 after it does not fit int64. Set c = \"decimal(38,1)\"",
                "timestamp|2262-04-12|timestamp(9)|a time before 1677 or after 2262 does not fit timestamp(9). Set c = \"timestamp\"",
                "timestamptz|1600-01-01 00:00+00|timestamptz(9)|does not fit timestamptz(9). Set c = \"timestamptz\"",
                "timestamp|0044-03-15 BC|timestamp(9)|does not fit timestamp(9). Set c = \"text\""
            })
    void refusesWhatAnOverrideDoesNotHold(String type, String value, String override, String message) {
        String toml = "[sources.crm.tables.hard.columns]\nc = '" + override + "'\n";
        String said = assertThrows(IngestException.class, () -> load(type, value, toml))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void anEmptyTableLandsAsAnEmptyFileWithItsSchema() {
        database.run("DROP TABLE IF EXISTS hard", "CREATE TABLE hard (n int, c numeric(38,18))");
        TableLoad load = new TableLoad(database, home, JobRows.full("hard"), "");
        assertEquals(1, load.load().files().size());
        assertEquals(List.of("DECIMAL(38,18)"), load.landed("c"));
    }

    private TableLoad load(String type, String values, String toml) {
        TableLoad load = table(type, values, toml);
        assertEquals(0, load.load().unrepresentable());
        return load;
    }

    private TableLoad table(String type, String values, String toml) {
        String rows = Arrays.stream(values.split("~", -1))
                .map(value -> "('" + value.replace("'", "''") + "'::" + type + ")")
                .collect(Collectors.joining(", "));
        database.run(
                "DROP TABLE IF EXISTS hard",
                "CREATE TABLE hard (n serial, c " + type + ")",
                "INSERT INTO hard (c) VALUES " + rows);
        return new TableLoad(database, home, JobRows.full("hard"), toml);
    }

    private static String declared() {
        return database.ask("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = 'hard'::regclass AND attname = 'c'")
                .get(0);
    }

    private static List<String> split(String text) {
        return new ArrayList<>(List.of(text.split("~", -1)));
    }
}
