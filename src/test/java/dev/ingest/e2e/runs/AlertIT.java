package dev.ingest.e2e.runs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ingest.SilentHost;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of a night that went wrong, and what. */
@Timeout(120)
class AlertIT {
    private static final String PATH = "/services/T0/B0/kn0wnToFew";

    @TempDir
    Path folder;

    private final WireMockServer chat =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        chat.start();
        chat.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        database = TestPostgres.database();
        database.run("CREATE TABLE orders (id int PRIMARY KEY)", "INSERT INTO orders VALUES (1), (2)");
        workspace = Workspace.of(folder, database)
                .settings("[runtime]\nretry_for = \"0s\"")
                .full("orders")
                .full("customers")
                .full("users")
                .save();
    }

    @AfterEach
    void stop() {
        chat.stop();
    }

    private void alerts(String more) {
        workspace.settings("[alerts]\nwebhook_url = \"http://127.0.0.1:" + chat.port() + PATH + "\"\n" + more);
    }

    private List<JsonNode> messages() {
        return chat.findAll(postRequestedFor(anyUrl())).stream()
                .map(request -> {
                    try {
                        return new ObjectMapper().readTree(request.getBodyAsString());
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private JarProcess alert(String... more) {
        return InProcess.run(Stream.concat(Stream.of("alert", "--home", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aNightThatFailsIsOneMessageAndTheFirstGoodOneAnother() {
        alerts("");
        assertEquals(1, workspace.call().exitCode());
        JsonNode failed = messages().get(0);
        assertEquals(1, messages().size());
        assertTrue(failed.path("title").asText().endsWith(": 2 of 3 jobs failed"), failed.toString());
        assertEquals("shop.customers", failed.at("/items/0/job").asText());
        assertEquals(
                workspace.audit("shop.customers").get(0).error(),
                failed.at("/items/0/text").asText());
        assertTrue(Files.isRegularFile(Path.of(failed.at("/facts/3/text").asText())), failed.toString());

        database.run("CREATE TABLE customers (id int)", "CREATE TABLE users (id int)");
        assertEquals(0, workspace.call().exitCode());
        assertEquals(2, messages().size());
        assertEquals("RECOVERED", messages().get(1).path("occasion").asText());
        assertEquals(2, messages().get(1).path("items").size());

        assertEquals(0, workspace.call().exitCode());
        assertEquals(2, messages().size(), "a night as usual");
        assertFalse(workspace.written().contains("kn0wnToFew"));
    }

    @Test
    void aRunThatCannotReadItsWorkbookIsToldTooAndSoIsItsEnd() throws IOException {
        alerts("");
        byte[] good = Files.readAllBytes(workspace.workbook());
        Files.writeString(workspace.workbook(), "no workbook");
        assertEquals(2, workspace.call().exitCode());
        assertTrue(
                messages().get(0).path("title").asText().contains("the run was refused"),
                messages().toString());
        assertTrue(messages().get(0).at("/items/0/text").asText().contains("ingestion_config.xlsx"));
        Files.write(workspace.workbook(), good);
        workspace.call("--job", "shop.orders");
        assertEquals("run", messages().get(1).at("/items/0/job").asText());
    }

    @Test
    void nobodyIsToldOfADryRun() {
        alerts("");
        workspace.call("--dry-run", "--connect");
        assertEquals(List.of(), messages());
    }

    @Test
    void anAlertThatFailsOrHangsIsSaidAndTheRunIsAsItIs() {
        alerts("alert_timeout = \"3s\"");
        chat.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(410)));
        assertEquals(1, workspace.call().exitCode());
        assertTrue(
                workspace.log().contains("[ALERT] Cannot deliver to the webhook at 127.0.0.1: it answers 410"),
                workspace.log());
        try (SilentHost host = new SilentHost(SilentHost.Silence.MUTE)) {
            JarProcess run = InProcess.run(workspace.arguments());
            assertEquals(1, run.exitCode());
            String toml = Workspace.read(folder.resolve(".dlt/config.toml"));
            Files.writeString(
                    folder.resolve(".dlt/config.toml"),
                    toml.replaceFirst("127.0.0.1:\\d+", host.authority()).replace("3s", "500ms"));
            assertEquals(0, workspace.call("--job", "shop.orders", "--quiet").exitCode());
            assertEquals(1, workspace.call("--job", "shop.users").exitCode());
            assertTrue(workspace.log().contains("it has not answered within 500ms"), workspace.log());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertEquals(1, workspace.parquet("orders").size());
        assertFalse(workspace.written().contains("kn0wnToFew"), "the address is a secret");
    }

    @Test
    void mailComesByASettingAndItsPasswordNowhereElse() throws Exception {
        GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        post.start();
        try {
            post.setUser("ops@example.com", "ops@example.com", "pl4nted-for-mail");
            workspace.settings("""
                    [alerts]
                    smtp_host = "127.0.0.1"
                    smtp_port = %d
                    smtp_security = "none"
                    smtp_username = "ops@example.com"
                    smtp_password = "pl4nted-for-mail"
                    mail_from = "ingest@example.com"
                    mail_to = "ops@example.com"
                    """.formatted(post.getSmtp().getPort()));
            database.run(
                    "CREATE FUNCTION refuse() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'told pl4nted-for-mail and "
                            + Workspace.PASSWORD + "'; END $$",
                    "CREATE VIEW users AS SELECT refuse() AS id");
            assertEquals(1, workspace.call("--job", "shop.users").exitCode());
            assertEquals(1, post.getReceivedMessages().length);
            String text = post.getReceivedMessages()[0].getContent().toString();
            assertTrue(text.contains("FAILED  shop.users") && text.contains("told *** and ***"), text);
            assertFalse((text + workspace.written()).contains("pl4nted-for-mail"));
            assertFalse((text + workspace.written()).contains(Workspace.PASSWORD));
        } finally {
            post.stop();
        }
    }

    @Test
    void aPersonTriesEveryWayBeforeTheNight() {
        JarProcess none = alert("--test");
        assertEquals(2, none.exitCode(), none.output());
        assertTrue(none.output().contains("[alerts] names no way. Set webhook_url"), none.output());

        alerts("""
                webhook_form = "teams"
                smtp_host = "127.0.0.1"
                smtp_port = 1
                mail_from = "ingest@example.com"
                mail_to = "ops@example.com"
                alert_timeout = "1s"
                """);
        JarProcess test = alert("--test");
        assertEquals(1, test.exitCode(), test.output());
        assertTrue(test.output().contains("OK      told the webhook at 127.0.0.1"), test.output());
        assertTrue(test.output().contains("FAILED  Cannot"), test.output());
        assertTrue(
                messages()
                        .get(0)
                        .at("/attachments/0/content/body/0/inlines/0/text")
                        .asText()
                        .contains("a test"),
                messages().toString());
    }

    @Test
    void jobsThatAreLateAreToldThoughNoRunComesAbout() {
        alerts("late_after = \"30h\"");
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        AuditLog audit = new AuditLog(folder.resolve("metadata"), LocalDate.now(ZoneOffset.UTC));
        audit.append(AuditLine.success(now.minusHours(29), "shop.orders", 2, Duration.ofSeconds(1), "shop/orders"));
        JarProcess intime = alert();
        assertEquals(0, intime.exitCode(), intime.output());
        assertTrue(intime.output().contains("No job is late"), intime.output());
        audit.append(AuditLine.success(now.minusHours(31), "shop.users", 2, Duration.ofSeconds(1), "shop/users"));
        audit.append(AuditLine.success(now.minusHours(99), "shop.gone", 2, Duration.ofSeconds(1), "shop/gone"));
        assertEquals(0, alert().exitCode());
        assertEquals(1, messages().size());
        assertEquals(1, messages().get(0).path("items").size(), messages().toString());
        assertEquals("shop.users", messages().get(0).at("/items/0/job").asText());
    }

    @Test
    void settingsThatCannotBeAreRefusedBeforeTheRun() {
        workspace.settings("[alerts]\nwebhook_url = \"kn0wn-to-few-as-well\"");
        JarProcess run = workspace.call();
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("Cannot use the setting webhook_url: it is not an address"), run.output());
        assertFalse(run.output().contains("kn0wn-to-few"), run.output());
        workspace.settings("smtp_host = \"mail\"");
        assertTrue(workspace.call().output().contains("webhook_url"), "the first of them");
    }

    @Test
    void anEventLogIsWindowsAlone() {
        workspace.settings("[alerts]\nevent_log = true");
        JarProcess run = workspace.call();
        boolean windows = java.io.File.separatorChar == '\\';
        assertEquals(windows, !run.output().contains("this machine has no event log"), run.output());
    }
}
