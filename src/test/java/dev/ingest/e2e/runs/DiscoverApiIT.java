package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.name.ShownPath;
import dev.ingest.source.rest.TestApi;
import dev.ingest.source.rest.TestApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest discover} of an API: what its settings declare, what it shows, and what a document of it proposes. */
class DiscoverApiIT {
    private static final List<String> HEADER = List.of(
            "source_type", "source_name", "table_name", "load_type", "watermark_column", "last_watermark", "enabled");

    @TempDir
    Path folder;

    private final TestApi api = new TestApi(DiscoverApiIT::answer);
    private Workspace workspace;

    private static Answer answer(TestApi.Asked asked) {
        return switch (asked.path()) {
            case "/v1/orders" -> Answer.json("""
                    {"data": [{"id": 1, "updated_at": "2026-01-27T10:00:00Z", "total": 12.50, "day": "2026-01-27",
                      "customer": {"name": "Ann", "since": "2020-01-01"}, "lines": [{"sku": "a"}], "pieces": 3}],
                     "next": null}""");
            case "/v1/notes" -> Answer.json("[]");
            default -> Answer.of(404, "{\"error\": \"no such path\"}");
        };
    }

    @BeforeEach
    void writeHome() {
        workspace = Workspace.at(folder).secrets("""
                [sources.crm]
                base_url = "%s/v1"
                [sources.crm.auth]
                type = "bearer"
                token = "s3cret-never-shown"
                [sources.crm.tables.orders]
                path = "/orders"
                [sources.crm.tables.notes]
                [sources.crm.tables.gone]
                path = "/gone"
                paginator = "single_page"

                [destination.filesystem]
                bucket_url = "lake"
                """.formatted(api.uri())).sheet("jobs", List.of(HEADER));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JarProcess discover(String... more) {
        return InProcess.run(Stream.concat(Stream.of("discover", "--home", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<String> lines(JarProcess process) {
        return process.output().lines().toList();
    }

    @Test
    void resourcesThatSettingsDeclareAreListedWithoutAskingTheApi() {
        JarProcess all = discover("crm");

        assertEquals(0, all.exitCode(), all.output());
        assertLinesMatch(
                List.of(
                        "TABLE .*",
                        "gone +\\? +\\?",
                        "notes +\\? +\\?",
                        "orders +\\? +\\?",
                        "3 tables that the settings declare; .*"),
                lines(all));
        assertEquals(List.of(), api.asked());
    }

    @Test
    void aNameAsksOnceAndShowsFieldsAndTheWayThroughPages() {
        JarProcess one = discover("crm", "--like", "ORD*");

        assertEquals(0, one.exitCode(), one.output());
        assertLinesMatch(
                List.of(
                        "TABLE .*",
                        "orders +\\? +\\?",
                        "1 table that .*",
                        "",
                        "orders: records at data; pages follow by single_page",
                        "  FIELD +TYPE +CAN BE A WATERMARK",
                        "  id +int64 +yes",
                        "  updated_at +timestamptz +yes",
                        "  total +decimal\\(38,9\\)",
                        "  day +text",
                        "  customer__name +text",
                        "  customer__since +text",
                        "  pieces +int64"),
                lines(one));
        assertEquals(1, api.asked().size());
        assertEquals("Bearer s3cret-never-shown", api.asked().get(0).headers().get("Authorization"));
        assertFalse(one.output().contains("s3cret"), one.output());
    }

    @Test
    void aResourceThatDoesNotAnswerIsSaidAndTheOthersAreShown() {
        JarProcess all = discover("crm", "--like", "*");

        assertEquals(1, all.exitCode(), all.output());
        assertTrue(all.output().contains("\nnotes: no record on the first page; records at $;"), all.output());
        assertTrue(all.output().contains("\norders: records at data;"), all.output());
        assertTrue(all.output().contains("\nCannot read gone: ") || all.output().contains("404"), all.output());
    }

    @Test
    void resourcesGetDisabledRowsThatRunOnceTheyAreEnabled() {
        JarProcess added = discover("crm", "--add", "--table", "orders");

        assertEquals(0, added.exitCode(), added.output());
        assertTrue(added.output().contains("added crm.orders\n1 row added, enabled = N; 0 stood there already."));
        workspace.edit(sheet -> {
            assertEquals("api", sheet.getRow(1).getCell(0).getStringCellValue());
            sheet.getRow(1).getCell(HEADER.indexOf("enabled")).setCellValue("Y");
        });
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, workspace.audit("crm.orders").size());
    }

    @Test
    void aDocumentProposesSettingsWithWhichTheApiIsRead() throws IOException {
        Files.writeString(folder.resolve("api.yaml"), """
                openapi: 3.0.3
                info: {title: Orders, version: "1"}
                servers: [{url: '%s/v1'}]
                security: [{token: []}]
                paths:
                  /orders:
                    get:
                      responses:
                        "200":
                          content:
                            application/json:
                              schema: {type: object, properties: {data: {type: array, items: {type: object}}, next: {type: string}}}
                  /people/{name}:
                    get:
                      responses: {"200": {content: {application/json: {schema: {type: array, items: {type: object}}}}}}
                components: {securitySchemes: {token: {type: http, scheme: bearer}}}
                """.formatted(api.uri()));

        JarProcess printed = discover("shop", "--openapi", "api.yaml");
        assertEquals(0, printed.exitCode(), printed.output());
        JarProcess written = discover("shop", "--openapi", "api.yaml", "--out", "shop.toml", "--add");
        assertEquals(0, written.exitCode(), written.output());
        assertEquals(
                List.of(
                        "wrote " + ShownPath.of(folder.resolve("shop.toml"))
                                + ", with 1 table. Put what it says into .dlt/secrets.toml.",
                        "added shop.orders",
                        "1 row added, enabled = N; 0 stood there already."),
                lines(written));
        String toml = Files.readString(folder.resolve("shop.toml"));
        assertEquals(printed.output(), toml);
        JarProcess again = discover("shop", "--openapi", "api.yaml", "--out", "shop.toml");
        assertEquals(2, again.exitCode());
        assertTrue(again.output().contains("there is one already, and it stays as it is"), again.output());
        assertEquals(List.of(), api.asked());

        workspace.secrets(toml.replace("# token = \"...\"", "token = \"t\"") + """
                [destination.filesystem]
                bucket_url = "lake"
                """);
        workspace.edit(
                sheet -> sheet.getRow(1).getCell(HEADER.indexOf("enabled")).setCellValue("Y"));
        JarProcess run = workspace.call();
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, workspace.audit("shop.orders").size());
    }

    @Test
    void optionsThatBelongTogetherAreDemandedTogether() {
        assertEquals(2, discover("crm", "--out", "x.toml").exitCode());
        JarProcess slip = discover("crn");
        assertEquals(2, slip.exitCode());
        assertTrue(slip.output().contains("Did you mean 'crm'?"), slip.output());
    }
}
