package dev.ingest.commit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.LoadId;
import dev.ingest.job.cursor.CursorType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading and writing against files that dlt wrote, or restored with equal hashes. */
class GoldenTest {
    private static final String BY_DLT = "/dlt-golden/written-by-dlt-1.26.0/mydb/";
    private static final String ACCEPTED = "/dlt-golden/accepted-by-dlt-1.26.0/mydb2/";
    private static final String HEX_BY_DLT = "2381a4cfa64d58381378903bfb5330ddeae7c1d1445d0e08d95601921584d1eb";
    private static final String HEX_ACCEPTED = "29939f16f0e4c15a7948776cb738043b6734c2124851270cfbe125c22d0c4ce5";
    private static final String SCHEMA_BY_DLT =
            BY_DLT + "_dlt_version/postgresql_to_adls_mydb__1795357559.757882__" + HEX_BY_DLT + ".jsonl";
    private static final String STATE_BY_DLT =
            BY_DLT + "_dlt_pipeline_state/postgresql_to_adls_mydb__1795357559.6116617__" + HEX_BY_DLT + ".jsonl";
    private static final String SCHEMA_ACCEPTED =
            ACCEPTED + "_dlt_version/postgres_source__1769490843.5974004__" + HEX_ACCEPTED + ".jsonl";
    private static final String STATE_ACCEPTED =
            ACCEPTED + "_dlt_pipeline_state/postgresql_to_adls_mydb2__1769490843.5974004__" + HEX_ACCEPTED + ".jsonl";

    private static byte[] golden(String path) throws IOException {
        try (InputStream in = GoldenTest.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SCHEMA_BY_DLT, SCHEMA_ACCEPTED})
    void schemaHashesAreDlts(String path) throws IOException {
        SchemaDocument schema = SchemaDocument.parse(golden(path)).orElseThrow();

        assertEquals(schema.hash(), schema.computedHash());
        assertTrue(path.contains("__" + schema.hexHash() + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {STATE_BY_DLT, STATE_ACCEPTED})
    void stateHashesAreDlts(String path) throws IOException {
        StateDocument state = StateDocument.parse(golden(path)).orElseThrow();

        assertEquals(state.hash(), state.computedHash());
        assertEquals(
                Optional.of(path.contains("mydb2") ? "2026-01-27 00:00:00+00:00" : "2026-01-27 10:44:12.584+00:00"),
                state.watermark("orders", List.of("updated_at")));
    }

    @ParameterizedTest
    @ValueSource(strings = {SCHEMA_BY_DLT, SCHEMA_ACCEPTED})
    void versionFilesAreWrittenByteForByte(String path) throws IOException {
        byte[] golden = golden(path);
        SchemaDocument schema = SchemaDocument.parse(golden).orElseThrow();
        String inserted =
                DltJson.parse(golden).orElseThrow().path("inserted_at").asText();

        byte[] written = schema.versionFile(Instant.parse(inserted.replace("+00:00", "Z")));

        assertEquals(new String(golden, StandardCharsets.UTF_8), new String(written, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {STATE_BY_DLT, STATE_ACCEPTED})
    void stateFilesSayWhatDltsSay(String path) throws IOException {
        ObjectNode golden = DltJson.parse(golden(path)).orElseThrow();
        StateDocument state = StateDocument.parse(golden(path)).orElseThrow();
        Instant created = Instant.parse(golden.path("created_at").asText().replace("+00:00", "Z"));

        ObjectNode written = DltJson.parse(
                        state.file(new LoadId(golden.path("_dlt_load_id").asText()), created))
                .orElseThrow();

        assertEquals(unpacked(golden), unpacked(written));
        assertEquals(
                golden.without("state").toString(), written.without("state").toString());
    }

    private static String unpacked(ObjectNode file) throws IOException {
        byte[] packed = Base64.getDecoder().decode(file.path("state").asText());
        return new String(
                new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void markersAreWrittenByteForByte() throws IOException {
        byte[] golden = golden(BY_DLT + "_dlt_loads/postgresql_to_adls_mydb__1795357559.6116617.jsonl");
        LoadMarker marker = LoadMarker.parse(golden).orElseThrow();

        byte[] written = marker.file(Instant.parse("2026-11-22T14:25:59.772031Z"));

        assertEquals(new String(golden, StandardCharsets.UTF_8), new String(written, StandardCharsets.UTF_8));
    }

    @Test
    void theAcceptedSchemaIsBuiltFromAPlan() {
        List<Column> columns = List.of(
                new Column("id", ColumnType.INT64, Nullability.REQUIRED),
                new Column("customer_name", ColumnType.TEXT, Nullability.NULLABLE),
                new Column("amount", new ColumnType.Decimal(18, 4), Nullability.NULLABLE),
                new Column("updated_at", ColumnType.TIMESTAMP_UTC, Nullability.NULLABLE));

        SchemaDocument schema = SchemaDocument.of("postgres_source")
                .with(Plans.full(columns), List.of())
                .sealed();

        assertEquals("KZOfFvDkwVp5SHdstzgEO2c0whJIUScM++Elwi0MTOU=", schema.hash());
        assertEquals(1, schema.version());
        assertEquals(new Schema(columns), schema.table("orders").orElseThrow().schema());
    }

    @Test
    void tablesOfDltAreRead() throws IOException {
        SchemaDocument schema = SchemaDocument.parse(golden(SCHEMA_BY_DLT)).orElseThrow();

        Schema orders = schema.table("orders").orElseThrow().schema();

        assertEquals(6, orders.size());
        assertEquals(new Column("id", ColumnType.INT64, Nullability.REQUIRED), orders.column(0));
        assertEquals(new Column("amount", new ColumnType.Decimal(38, 9), Nullability.NULLABLE), orders.column(2));
        assertEquals(ColumnType.TIMESTAMP_UTC, orders.column(3).type());
        assertEquals(List.of("orders__items"), schema.childTables("orders"));
        assertEquals(Optional.empty(), schema.table("customers"));
    }

    @Test
    void aTableIsAddedToWhatDltStored() throws IOException {
        SchemaDocument before = SchemaDocument.parse(golden(SCHEMA_BY_DLT)).orElseThrow();
        List<Column> columns = List.of(new Column("id", ColumnType.INT64, Nullability.REQUIRED));

        SchemaDocument after = before.with(Plans.full(columns), List.of()).sealed();

        assertEquals(3, after.version());
        assertEquals(after.hash(), after.computedHash());
        ObjectNode json = DltJson.parse(after.toString()).orElseThrow();
        assertEquals(before.hash(), json.path("previous_hashes").path(0).asText());
        assertEquals(3, json.path("previous_hashes").size());
        assertEquals("append", json.at("/tables/orders/write_disposition").asText());
        assertTrue(json.at("/tables/orders__items/columns/sku").isObject());
        assertEquals(
                after.hash(),
                after.with(Plans.full(columns), List.of()).sealed().hash());
        assertEquals(3, after.with(Plans.full(columns), List.of()).sealed().version());
    }

    @Test
    void previousHashesStayTen() {
        SchemaDocument schema = SchemaDocument.of("p");
        for (int digits = 1; digits <= 20; digits++) {
            schema = schema.with(
                            Plans.full(
                                    List.of(new Column("n", new ColumnType.Decimal(digits, 0), Nullability.NULLABLE))),
                            List.of())
                    .sealed();
        }

        assertEquals(20, schema.version());
        assertEquals(
                10,
                DltJson.parse(schema.toString())
                        .orElseThrow()
                        .path("previous_hashes")
                        .size());
    }

    @Test
    void incrementsKeepColumnsThatAreGone() {
        Column id = new Column("id", ColumnType.INT64, Nullability.REQUIRED);
        Column old = new Column("old", ColumnType.TEXT, Nullability.REQUIRED);
        SchemaDocument first = SchemaDocument.of("p")
                .with(Plans.incremental(List.of(id, old)), List.of())
                .sealed();

        SchemaDocument second =
                first.with(Plans.incremental(List.of(id)), List.of()).sealed();
        SchemaDocument third =
                second.with(Plans.incremental(List.of(id, old)), List.of()).sealed();

        assertEquals(
                new Schema(List.of(id)), second.table("orders").orElseThrow().schema());
        assertTrue(DltJson.parse(second.toString())
                .orElseThrow()
                .at("/tables/orders/columns/old/nullable")
                .asBoolean());
        assertEquals(first.hash(), third.hash());
        assertEquals(3, third.version());
        SchemaDocument snapshot = first.with(Plans.full(List.of(id)), List.of()).sealed();
        assertFalse(snapshot.toString().contains("\"old\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATE          | 2026-01-27                        | \uf0282026-01-27                        | 2026-01-27",
                "TIMESTAMP     | 2026-01-27 10:44:12.584           | \uf0272026-01-27T10:44:12.584000        | 2026-01-27 10:44:12.584",
                "TIMESTAMP     | 2026-01-27 10:44:12               | \uf0272026-01-27T10:44:12               | 2026-01-27 10:44:12",
                "TIMESTAMP     | 2026-01-27 10:44:12.1234567       | \uf0272026-01-27T10:44:12.123456        | 2026-01-27 10:44:12.123456",
                "TIMESTAMP_UTC | 2026-01-27 10:44:12.584123+00:00  | \uf0272026-01-27T10:44:12.584123+00:00  | 2026-01-27 10:44:12.584123+00:00",
                "DECIMAL       | 4711.50                           | \uf0264711.50                           | 4711.50",
                "TEXT          | ä\"b                              | ä\"b                                    | ä\"b",
                "ROWVERSION    | 0x00000000000007D1                | 0x00000000000007D1                      | 0x00000000000007D1",
            })
    void watermarksAreTyped(CursorType type, String text, String json, String back) {
        assertEquals(json, TypedValue.of(type, text).textValue());
        assertEquals(Optional.of(back), TypedValue.text(TypedValue.of(type, text)));
    }

    @Test
    void wholeNumbersStayNumbersWhileTheyFit() {
        assertEquals("4711", DltJson.compact(TypedValue.of(CursorType.INTEGER, "4711")));
        assertEquals(
                "\"\uf0269223372036854775808\"",
                DltJson.compact(TypedValue.of(CursorType.INTEGER, "9223372036854775808")));
        assertEquals(
                Optional.of("9223372036854775808"),
                TypedValue.text(TypedValue.of(CursorType.INTEGER, "9223372036854775808")));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.0, 1.0",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "1.5e300, 1.5e+300",
        "0.00001, 0.00001",
        "1e-7, 1e-7",
        "-2.5e-9, -2.5e-9",
        "0.0, 0.0"
    })
    void floatsAreWrittenAsOrjsonDoes(String number, String written) {
        assertEquals(
                "{\"n\":" + written + "}",
                DltJson.compact(DltJson.parse("{\"n\":" + number + "}").orElseThrow()));
    }

    @Test
    void textIsEscapedAsOrjsonDoes() {
        ObjectNode node = DltJson.object();
        node.put("b", "Größe \ud83d\ude00 / \u007f");
        node.put("a", "\u001f\n\"\\");

        assertEquals("{\"a\":\"\\u001f\\n\\\"\\\\\",\"b\":\"Größe \ud83d\ude00 / \u007f\"}", DltJson.sorted(node));
        assertEquals("{}", DltJson.compact(DltJson.object()));
    }

    @ParameterizedTest
    @CsvSource({
        "p__1769490843.5974004__ab.jsonl, p, 1769490843.5974004",
        "a__b__1769490843.5__ab.jsonl, a__b, 1769490843.5",
        "a__b.jsonl, ,",
        "p__x__ab.jsonl, ,",
        "p__1.5__ab.json, ,"
    })
    void namesAreReadFromTheRight(String name, String owner, String moment) {
        Optional<MetadataName> parsed = MetadataName.parse(name);

        assertEquals(Optional.ofNullable(owner), parsed.map(MetadataName::owner));
        assertEquals(Optional.ofNullable(moment), parsed.map(MetadataName::moment));
        parsed.ifPresent(found -> assertEquals(name, found.fileName()));
    }

    @Test
    void plainStatesAreReadToo() {
        String state = "{\\\"_state_version\\\":3,\\\"pipeline_name\\\":\\\"p\\\",\\\"sources\\\":{}}";

        assertEquals(
                3,
                StateDocument.parse(("{\"state\":\"" + state + "\"}").getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .version());
        assertEquals(Optional.empty(), StateDocument.parse("{\"state\":\"eNo=\"}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aWatermarkOfOursGoesWhereDltKeepsItsOwn() throws IOException {
        StateDocument before = StateDocument.parse(golden(STATE_BY_DLT)).orElseThrow();
        LoadId load = new LoadId("1795400000.5");

        StateDocument after = before.withWatermark(
                "postgresql_to_adls_mydb",
                "orders",
                load,
                List.of("UpdatedAt", "updated_at"),
                CursorType.TIMESTAMP_UTC,
                "2026-02-01 00:00:00+00:00");

        ObjectNode json = DltJson.parse(after.toString()).orElseThrow();
        ObjectNode cursor =
                (ObjectNode) json.at("/sources/postgresql_to_adls_mydb/resources/orders/incremental/updated_at");
        assertEquals(
                "\uf0272026-02-01T00:00:00+00:00", cursor.path("last_value").asText());
        assertEquals(
                "\uf0272026-01-01T00:00:00+00:00", cursor.path("initial_value").asText());
        assertEquals(0, cursor.path("unique_hashes").size());
        assertEquals(2, after.version());
        assertEquals(after.hash(), after.computedHash());
        assertEquals(Optional.of(load), after.load("postgresql_to_adls_mydb", "orders"));
        assertEquals(
                2, after.withLoad("postgresql_to_adls_mydb", "orders", load).version(), "nothing is new");
    }
}
