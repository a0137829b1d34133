package dev.ingest.source.rest.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.Settings;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.name.TableName;
import dev.ingest.source.rest.declared.ApiReader;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.Grant;
import dev.ingest.source.rest.endpoint.Paging;
import dev.ingest.source.rest.endpoint.Place;
import dev.ingest.source.rest.endpoint.Placement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed from a document compiles to the plan that people would have written. */
class OpenApiTest {
    private static final Path SHOP = Path.of("src/test/resources/openapi/shop.yaml");

    @TempDir
    Path folder;

    private Proposal proposed(String document) throws IOException {
        return OpenApi.propose(Files.writeString(folder.resolve("api.yaml"), document), "shop");
    }

    private ApiReader read(Proposal proposal) throws IOException {
        Path file = Files.writeString(folder.resolve("proposed.toml"), proposal.toml());
        Settings settings = new Settings(List.of(TomlFile.read(file, "proposed.toml")));
        return new ApiReader(settings.tree(ApiKind.REST, "shop"), "sources.shop", Set.of());
    }

    private Endpoint endpoint(Proposal proposal, String table) throws IOException {
        return read(proposal).endpoint(TableName.parse(table));
    }

    /** The same with nothing commented out: what is not sure is to be read as well, once somebody says yes to it. */
    private static Proposal accepted(Proposal proposal) {
        String toml = Pattern.compile("(?m)^# (?=\\[sources|[a-z_]+ = (?!\"\\.\\.\\.))")
                .matcher(proposal.toml())
                .replaceAll("");
        return new Proposal(toml, proposal.tables());
    }

    @Test
    void listsBecomeTablesAndTheRestIsSaid() {
        Proposal proposal = OpenApi.propose(SHOP, "shop");

        assertEquals(
                List.of(
                        "customers",
                        "customers_orders",
                        "customers_orders_lines",
                        "events",
                        "invoices",
                        "stock",
                        "odata_things",
                        "issues",
                        "issues_comments"),
                proposal.tables().stream().map(TableName::joined).toList());
        assertTrue(
                proposal.toml()
                        .startsWith("# Proposed from the OpenAPI document of Shop 2.1: 9 tables in use, 4 not sure and"
                                + " commented out, 2 paths without a list.\n"),
                proposal.toml());
        assertTrue(proposal.toml().contains("# | api | shop | customers_orders | FULL | | | N |\n"));
        assertTrue(
                proposal.toml()
                        .contains(
                                "# References to other places were not followed: https://elsewhere.example.com/api.yaml#/Answer\n"));
        assertTrue(
                proposal.toml()
                        .contains(
                                "# Not sure, so not in use: the parameter currency is required, and its value yours to choose.\n"));
        assertFalse(proposal.toml().contains("maximum_"), "no cap is proposed");
    }

    @Test
    void everythingProposedIsUnderstoodAlsoWhatIsNotSure() throws IOException {
        Proposal all = accepted(OpenApi.propose(SHOP, "shop"));

        ApiReader reader = read(all);
        reader.api();
        assertEquals(13, reader.resources().size());
        reader.resources().forEach(reader::endpoint);
    }

    @Test
    void theAddressTakesItsDefaultsAndTheLoginItsPlace() throws IOException {
        Api api = read(OpenApi.propose(SHOP, "shop")).api();

        assertEquals(URI.create("https://eu.shop.example.com/v2"), api.baseUrl());
        assertEquals(List.of(new Auth.FixedToken("auth.token", Placement.BEARER)), api.auths());
        String toml = OpenApi.propose(SHOP, "shop").toml();
        assertTrue(toml.contains("# another server: https://sandbox.shop.example.com/v2.\n"), toml);
        assertTrue(
                toml.contains("# token = \"...\"  # a secret: here, in SOURCES__SHOP__AUTH__TOKEN of the environment,"),
                toml);
        assertTrue(toml.contains("# The document knows other ways to log in: key.\n"), toml);
    }

    @Test
    void pagesFollowAsNamesOfParametersAndFieldsSay() throws IOException {
        Proposal shop = accepted(OpenApi.propose(SHOP, "shop"));

        assertEquals(
                new Paging.Offset(
                        0,
                        new Paging.Spot.Param("offset"),
                        Optional.of(new Paging.Limit(100, new Paging.Spot.Param("limit"))),
                        new Paging.Totals(Optional.empty(), true),
                        Optional.empty()),
                paging(shop, "customers"));
        assertEquals(
                Optional.of("meta.total_count"),
                endpoint(shop, "customers").pages().bounds().recordTotalPath());
        assertEquals(new Paging.HeaderLink("next"), paging(shop, "customers_orders"));
        assertEquals(
                Map.of("per_page", 250L), endpoint(shop, "customers_orders").params());
        assertEquals(
                new Paging.Cursor(new Paging.From.LastRecord("id"), new Paging.Spot.Param("starting_after")),
                paging(shop, "events"));
        assertEquals(
                Optional.of("has_more"),
                endpoint(shop, "events").pages().bounds().hasMorePath());
        assertEquals(
                new Paging.Cursor(new Paging.From.Body("nextPageToken"), new Paging.Spot.Param("page_token")),
                paging(shop, "invoices"));
        assertEquals(
                new Paging.PageNumber(
                        0,
                        0,
                        new Paging.Spot.Param("pageNumber"),
                        Optional.empty(),
                        new Paging.Totals(Optional.of("totalPages"), true),
                        Optional.empty()),
                paging(shop, "stock"));
        assertEquals(new Paging.JsonLink("$['@odata.nextLink']"), paging(shop, "odata_things"));
        assertEquals(new Paging.Auto(), paging(shop, "tags"));
        assertTrue(shop.toml().contains("whether the first page is 0 or 1 is not to be seen"), shop.toml());
    }

    private Paging paging(Proposal proposal, String table) throws IOException {
        return endpoint(proposal, table).pages().paging();
    }

    @Test
    void recordsAreWhereTheSchemaHasItsList() throws IOException {
        Proposal shop = accepted(OpenApi.propose(SHOP, "shop"));

        assertEquals(Optional.of("data"), endpoint(shop, "customers").selector());
        assertEquals(Optional.of("$"), endpoint(shop, "customers_orders").selector());
        assertEquals(Optional.of("invoices"), endpoint(shop, "invoices").selector());
        assertEquals(Optional.of("content"), endpoint(shop, "stock").selector());
        assertEquals(Optional.empty(), endpoint(shop, "exports").selector());
        assertTrue(
                OpenApi.propose(SHOP, "shop")
                        .toml()
                        .contains(
                                "# For INCREMENTAL: watermark_column updated_at; incremental = { start_param = \"updated_since\" }"));
    }

    @Test
    void parametersOfPathsAreFieldsOfTheirParents() throws IOException {
        Proposal shop = OpenApi.propose(SHOP, "shop");

        Endpoint orders = endpoint(shop, "customers_orders");
        assertEquals("/customers/{resources.customers.id}/orders", orders.path());
        assertEquals(List.of("id"), orders.repeats().parents().get(0).included());
        assertEquals(
                "/customers/{resources.customers.id}/orders/{resources.customers_orders.id}/lines",
                endpoint(shop, "customers_orders_lines").path());
        assertEquals(
                "/issues/{resources.issues.number}/comments",
                endpoint(shop, "issues_comments").path());
        assertEquals(
                List.of("..."),
                endpoint(accepted(shop), "exports").repeats().lists().get("day"),
                "a value that no path lists is to be named");
    }

    @Test
    void loginsOfAllKindsAreReadBackAndTheirSecretsNamed() throws IOException {
        String head = """
                openapi: 3.1.0
                info: {title: t, version: "1"}
                servers: [{url: /api}]
                paths: {}
                security: [{%s: []}]
                components:
                  securitySchemes:
                    basic: {type: http, scheme: basic}
                    cookie: {type: apiKey, in: cookie, name: sid}
                    client: {type: oauth2, flows: {clientCredentials: {tokenUrl: /oauth/token, scopes: {read: all}}}}
                    user: {type: oauth2, flows: {authorizationCode: {tokenUrl: 'https://id.example.com/t', scopes: {}}}}
                """;
        Proposal basic = proposed(head.formatted("basic"));
        assertEquals(
                List.of(new Auth.Basic("...", "auth.password")),
                read(basic).api().auths());
        assertEquals(URI.create("https://host.invalid/api"), read(basic).api().baseUrl());
        assertTrue(basic.toml().contains("# the document does not name the host: put it in.\n"), basic.toml());
        assertEquals(
                List.of(new Auth.FixedToken("auth.api_key", new Placement(Place.COOKIE, "sid", ""))),
                read(proposed(head.formatted("cookie"))).api().auths());
        Auth.OAuth2 client = (Auth.OAuth2)
                read(proposed(head.formatted("client"))).api().auths().get(0);
        assertEquals(URI.create("https://host.invalid/oauth/token"), client.tokenUrl());
        assertEquals(Map.of("scope", "read"), client.data());
        Auth.OAuth2 user = (Auth.OAuth2)
                read(proposed(head.formatted("user"))).api().auths().get(0);
        assertTrue(user.grant() instanceof Grant.RefreshToken);
        assertEquals(
                2,
                read(proposed(head.formatted("basic: [], cookie")))
                        .api()
                        .auths()
                        .size());
    }

    @Test
    void hostileNamesStayWithinTheirQuotes() throws IOException {
        Proposal proposal = OpenApi.propose(Files.writeString(folder.resolve("api.json"), """
                        {"openapi": "3.0.0", "info": {"title": "a\\n[sources.other]\\nx = 1", "version": "\\u001b[2J"},
                         "paths": {"/a\\"b\\n]/{it's}": {"get": {"summary": "s\\nbase_url = 1",
                           "parameters": [{"name": "x\\"y\\n", "in": "query", "required": true, "schema": {"default": "{secret['auth.token']}"}}],
                           "responses": {"200": {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}}}}}}}
                        """), "shop\"]\n[runtime");

        Path file = Files.writeString(
                folder.resolve("proposed.toml"), accepted(proposal).toml());
        Settings settings = new Settings(List.of(TomlFile.read(file, "proposed.toml")));
        assertEquals(Set.of("shop\"]\n[runtime"), settings.sourceSections());
        assertTrue(proposal.toml().contains("{{secret['auth.token']}}"), proposal.toml());
    }

    @Test
    void whatIsNoDocumentIsSaid() throws IOException {
        assertFault("it is of Swagger 2.0. Convert it to OpenAPI 3", "swagger: '2.0'");
        assertFault("it has no openapi = 3.x", "a: 1");
        assertFault("it is neither a JSON object nor a YAML mapping", "- 1");
        assertFault("line 2: ", "a: [1\nb: }");
        assertFault("line 1: ", "{\"a\": ");
        assertFault("nesting depth", "{\"a\":".repeat(2000) + "1" + "}".repeat(2000));
        assertFault("epth", "a:\n" + "- ".repeat(5000) + "1");
        IngestException none =
                assertThrows(IngestException.class, () -> OpenApi.propose(folder.resolve("none.yaml"), "shop"));
        assertTrue(
                none.getMessage().endsWith("none.yaml: there is no such file. Correct --openapi."), none.getMessage());
    }

    private void assertFault(String why, String document) {
        IngestException fault = assertThrows(IngestException.class, () -> proposed(document));
        assertTrue(fault.getMessage().startsWith("Cannot read the OpenAPI document "), fault.getMessage());
        assertTrue(fault.getMessage().contains(why), fault.getMessage());
    }
}
