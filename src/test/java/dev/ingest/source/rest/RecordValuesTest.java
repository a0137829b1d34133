package dev.ingest.source.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.IngestException;
import dev.ingest.job.RowIdColumn;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the values of records become. */
class RecordValuesTest {
    private static final String ONE_PAGE = "paginator = \"single_page\"\n";

    private static Map<String, List<String>> read(String body) {
        return read(body, ONE_PAGE);
    }

    private static Map<String, List<String>> read(String body, String toml) {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json(body))) {
            return ReadApi.of(api, toml).read("t");
        }
    }

    private static Map<String, String> columns(String body) {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json(body))) {
            return ReadApi.of(api, ONE_PAGE).columns("t");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|int64|1",
                "-9223372036854775808|int64|-9223372036854775808",
                "9223372036854775807|int64|9223372036854775807",
                "9007199254740993|int64|9007199254740993",
                "9223372036854775808|decimal(38,0)|9223372036854775808",
                "12345678901234567890123456789|decimal(38,0)|12345678901234567890123456789",
                "123456789012345678901234567890123456789|text|123456789012345678901234567890123456789",
                "0.1|decimal(38,9)|0.1",
                "1.50|decimal(38,9)|1.5",
                "0.123456789012|decimal(38,12)|0.123456789012",
                "1e2|decimal(38,9)|100",
                "1E-12|decimal(38,12)|0.000000000001",
                "1e400|text|1e400",
                "true|boolean|true",
                "'\"2026-01-27T10:44:12.584Z\"'|timestamptz|2026-01-27T10:44:12.584Z",
                "'\"2026-01-27T10:44:12+05:45\"'|timestamptz|2026-01-27T04:59:12Z",
                "'\"2026-01-27 10:44:12\"'|timestamp|2026-01-27T10:44:12",
                "'\"2026-01-27T10:44:12.1234567Z\"'|text|2026-01-27T10:44:12.1234567Z",
                "'\"2026-02-30T10:44:12Z\"'|text|2026-02-30T10:44:12Z",
                "'\"2026-01-27\"'|text|2026-01-27",
                "'\"\"'|text|''",
                "'\"\\u00fc\\ud83d\\ude00\"'|text|ü😀",
            })
    void aValueLandsAsItIs(String json, String type, String landed) {
        String body = "[{\"v\":" + json + "}]";

        assertEquals(Map.of("v", type), columns(body));
        assertEquals(List.of("v=" + landed), read(body).get(""));
    }

    @Test
    void theTypeOfAColumnHoldsAllNumbersOfItsPage() {
        String body = "[{\"v\":1},{\"v\":2.5},{\"v\":0.1234567890123}]";

        assertEquals(Map.of("v", "decimal(38,13)"), columns(body));
        assertEquals(List.of("v=1", "v=2.5", "v=0.1234567890123"), read(body).get(""));
    }

    @Test
    void whatAColumnDoesNotHoldLandsBesideIt() {
        assertEquals(
                List.of("v=1", "v__v_text=n/a", "v__v_bool=true", "v__a=1", "v=2"),
                read("[{\"v\":1},{\"v\":\"n/a\"},{\"v\":true},{\"v\":{\"a\":1}},{\"v\":2}]")
                        .get(""));
    }

    @Test
    void numbersInAColumnOfTextsLandAsTheyWereWritten() {
        assertEquals(
                List.of("v=x", "v=1.50", "v=7", "v=true"),
                read("[{\"v\":\"x\"},{\"v\":1.50},{\"v\":7},{\"v\":true}]").get(""));
    }

    @Test
    void nullsMakeNeitherColumnsNorTables() {
        Map<String, List<String>> rows =
                read("[{\"id\":1,\"a\":null,\"o\":null,\"l\":null,\"e\":[]},{\"id\":2,\"o\":{\"x\":null}}]");

        assertEquals(Map.of("", List.of("id=1", "id=2")), rows);
        assertEquals(Map.of("id", "int64"), columns("[{\"id\":1,\"a\":null}]"));
    }

    @Test
    void objectsBecomeColumnsAndListsBecomeTables() {
        Map<String, List<String>> rows = read("""
                {"data": [
                  {"Id": 1, "Meta": {"updatedAt": "2026-01-01T00:00:00Z", "Tags": ["a", "b"]},
                   "lines": [{"sku": "x", "parts": [1, 2]}, {"sku": "y"}], "grid": [[1, 2], [3]]},
                  {"Id": 2}]}
                """);

        assertEquals(List.of("id=1 meta__updated_at=2026-01-01T00:00Z", "id=2"), rows.get(""));
        assertEquals(List.of("_dlt_list_idx=0 value=a", "_dlt_list_idx=1 value=b"), rows.get("meta__tags"));
        assertEquals(List.of("_dlt_list_idx=0 sku=x", "_dlt_list_idx=1 sku=y"), rows.get("lines"));
        assertEquals(List.of("_dlt_list_idx=0 value=1", "_dlt_list_idx=1 value=2"), rows.get("lines/parts"));
        assertEquals(List.of("_dlt_list_idx=0", "_dlt_list_idx=1"), rows.get("grid"));
        assertEquals(
                List.of("_dlt_list_idx=0 value=1", "_dlt_list_idx=1 value=2", "_dlt_list_idx=0 value=3"),
                rows.get("grid/list"));
    }

    @Test
    void whatLiesDeeperThanUsersWantIsJsonAsItWasWritten() {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json("[{\"id\":1,\"o\":{\"n\":1.50,\"l\":[1e2,null]}}]"))) {
            assertEquals(
                    Map.of("", List.of("id=1 o={\"n\":1.50,\"l\":[1e2,null]}")),
                    ReadApi.of(api, ONE_PAGE, 0).read("t"));
        }
    }

    @Test
    void aFieldThatComesLateIsNullBefore() {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json("[{\"id\":1},{\"id\":2,\"late\":5},{\"id\":3}]"))) {
            ReadApi read = ReadApi.of(api, ONE_PAGE)
                    .storing(
                            new Schema(List.of(
                                    new Column("id", ColumnType.INT64, Nullability.NULLABLE), RowIdColumn.COLUMN)),
                            Map.of());

            assertEquals(
                    List.of("id=1", "id=2 late=5", "id=3"),
                    read.batches(2).read("t").get(""));
        }
    }

    @Test
    void theStoredTypeDecides() {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json("[{\"id\":1,\"l\":[{\"n\":1}]}]"))) {
            ReadApi read = ReadApi.of(api, ONE_PAGE)
                    .storing(
                            new Schema(List.of(
                                    new Column("id", ColumnType.TEXT, Nullability.NULLABLE), RowIdColumn.COLUMN)),
                            Map.of(
                                    List.of("l"),
                                    new Schema(List.of(new Column("n", ColumnType.TEXT, Nullability.NULLABLE)))));

            Map<String, List<String>> rows = read.read("t");
            assertEquals(List.of("id=1"), rows.get(""));
            assertEquals(List.of("n=1 _dlt_list_idx=0"), rows.get("l"));
        }
    }

    @Test
    void linesAndTablesOfTextAreRecordsToo() {
        assertEquals(
                List.of("a=1", "a=2 b=x"),
                read("{\"a\":1}\n{\"a\":2,\"b\":\"x\"}\n", ONE_PAGE + "format = \"ndjson\"")
                        .get(""));
        try (TestApi api =
                TestApi.inTurn(TestApi.Answer.json("Id,Name\n1,\"a,b\"\n2,\n").with("Content-Type", "text/csv"))) {
            assertEquals(
                    List.of("id=1 name=a,b", "id=2 name="),
                    ReadApi.of(api, ONE_PAGE + "format = \"csv\"").read("t").get(""));
        }
    }

    @Test
    void aWholeBodyIsOneJsonTextToTheLetter() {
        String body = "{ \"a\" : [1.50, {\"b\":null}] }";

        assertEquals(
                List.of("body=" + body),
                read(body, ONE_PAGE + "[tables.t]\nrecords = \"body\"").get(""));
    }

    @Test
    void recordsAreFilteredAndColumnsComputed() {
        assertEquals(
                List.of("id=1 state=open twice=2", "id=3 state=open twice=6"),
                read(
                                "[{\"id\":1,\"state\":\"open\"},{\"id\":2,\"state\":\"void\"},{\"id\":3,\"state\":\"open\"}]",
                                ONE_PAGE
                                        + "[tables.t]\nfilter = \"record.state != 'void'\"\ncomputed = {twice = \"{record.id * 2}\"}")
                        .get(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"a\":1,\"a\":2}]|the field 'a' twice",
                "[{\"a b\":1,\"a_b\":2}]|would land as 'a_b'",
                "[{\"a\":\"\\ud83d\"}]|half a surrogate pair",
                "{\"error\":\"quota\"}|is an error that the API sent",
                "{\"data\":5}|neither a list nor a record",
                "[1,2|ends in the middle, after 4 bytes",
                "[{\"a\":1}] x|no valid JSON at byte",
            })
    void whatCannotLandFailsWithThePageAndTheWayOut(String body, String clause) {
        String toml = ONE_PAGE + (body.startsWith("{\"data") ? "data_selector = \"data\"" : "");

        String message =
                assertThrows(IngestException.class, () -> read(body, toml)).getMessage();

        assertTrue(message.contains(clause), message);
        assertTrue(message.contains("GET http://127.0.0.1"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\":1,\"n\":2",
                "[{\"id\":\"a}]",
                "[{\"id\":\"b\\\"]",
                "[{\"id\":1},",
                "[{\"id\":1}]]",
                "[{\"id\" 1}]"
            })
    void whatCameSpoiltIsAskedForAgain(String spoilt) {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json(spoilt), TestApi.Answer.json("[{\"id\":1}]"))) {
            assertEquals(Map.of("", List.of("id=1")), ReadApi.of(api, ONE_PAGE).read("t"));
            assertEquals(2, api.asked().size());
        }
    }

    @Test
    void whatStaysSpoiltIsAskedForThreeTimesOfAllThatAreAllowed() {
        try (TestApi api = TestApi.inTurn(TestApi.Answer.json("[{\"id\" 1}]"))) {
            assertThrows(IngestException.class, () -> ReadApi.of(api, ONE_PAGE).read("t"));
            assertEquals(3, api.asked().size());
        }
    }

    @Test
    void idsAsKeysAreRefusedWithTheWayOut() {
        String body = IntStream.range(0, 10_000)
                .mapToObj(id -> "\"k" + id + "\":{\"v\":1}")
                .collect(Collectors.joining(",", "[{\"by_id\":{", "}}]"));

        String message = assertThrows(IngestException.class, () -> read(body)).getMessage();

        assertTrue(message.contains("max_table_nesting"), message);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        String body = "[".repeat(10_000) + "]".repeat(10_000);

        String message = assertThrows(IngestException.class, () -> read(body)).getMessage();

        assertTrue(message.contains("nest"), message);
    }
}
