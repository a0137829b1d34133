package dev.ingest.alert.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.ingest.SilentHost;
import dev.ingest.alert.Alert;
import dev.ingest.alert.Alerts;
import dev.ingest.alert.Runs;
import dev.ingest.config.notice.WebhookForm;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.outbound.Delivery;
import dev.ingest.record.PublishedSchema;
import dev.ingest.secret.Redaction;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookTest {
    private static final WireMockServer SERVER = new WireMockServer(
            wireMockConfig().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
    private static final String PATH = "/services/T0/B0/kn0wnToFew?sig=als0Secret-als0";
    private static final Alert ALERT = Runs.alert("Cannot read *orders*: <http://x|link> & more. Mend it.");

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void answerWell() {
        SERVER.resetAll();
        SERVER.stubFor(post(urlEqualTo(PATH)).willReturn(aResponse().withStatus(202)));
    }

    private static Webhook webhook(WebhookForm form) {
        return new Webhook(new Secret("http://127.0.0.1:" + SERVER.port() + PATH), form);
    }

    private static JsonNode sent(WebhookForm form) throws IOException, InterruptedException {
        webhook(form).send(ALERT);
        List<LoggedRequest> requests = SERVER.findAll(postRequestedFor(anyUrl()));
        assertEquals(1, requests.size());
        assertEquals(
                "application/json; charset=utf-8",
                requests.get(0).getHeader("Content-Type").toLowerCase(Locale.ROOT));
        return new ObjectMapper().readTree(requests.get(0).getBodyAsString());
    }

    @Test
    void teamsGetsACardWhoseTextsAreTextAlone() throws IOException, InterruptedException {
        JsonNode message = sent(WebhookForm.TEAMS);
        assertEquals("message", message.path("type").asText());
        JsonNode attachment = message.at("/attachments/0");
        assertEquals(
                "application/vnd.microsoft.card.adaptive",
                attachment.path("contentType").asText());
        JsonNode card = attachment.path("content");
        assertEquals("AdaptiveCard", card.path("type").asText());
        assertEquals(ALERT.title(), card.at("/body/0/inlines/0/text").asText());
        assertEquals("Attention", card.at("/body/1/inlines/0/color").asText());
        assertEquals(
                ALERT.items().get(0).text(), card.at("/body/2/inlines/0/text").asText());
        assertEquals("TextRun", card.at("/body/2/inlines/0/type").asText());
        assertEquals("Log", card.at("/body/3/facts/3/title").asText());
        assertFalse(message.toString().contains("\"TextBlock\""), "which would show Markdown");
    }

    @Test
    void slackGetsBlocksOfPlainText() throws IOException, InterruptedException {
        JsonNode message = sent(WebhookForm.SLACK);
        assertEquals(ALERT.title(), message.path("text").asText());
        assertEquals("header", message.at("/blocks/0/type").asText());
        message.path("blocks")
                .forEach(block ->
                        assertEquals("plain_text", block.at("/text/type").asText(), block.toString()));
        assertEquals(
                "FAILED  shop.orders\n" + ALERT.items().get(0).text(),
                message.at("/blocks/1/text/text").asText());
    }

    @Test
    void anythingElseGetsTheDocumentedForm() throws IOException, InterruptedException {
        JsonNode message =
                new PublishedSchema("alert").demand(sent(WebhookForm.JSON).toString());
        assertEquals("FAILED", message.path("occasion").asText());
        assertEquals("shop.orders", message.at("/items/0/job").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410, 302})
    void whatIsRefusedIsNotTriedAgainAndNamesTheHostAlone(int status) {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "/")
                        .withBody("no_service " + PATH)));
        IngestException refused = assertThrows(
                IngestException.class, () -> webhook(WebhookForm.SLACK).send(ALERT));
        assertEquals(Outlook.STAYS, refused.outlook());
        assertEquals(
                "Cannot deliver to the webhook at 127.0.0.1: it answers " + status
                        + ", \"no_service ***?***\". See that its address is right and still in use.",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whatMayPassIsTriedAgain(int status) {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
        Delivery delivery = new Delivery(Duration.ofSeconds(30), List.of(Duration.ofMillis(1)));
        List<Alerts.Sent> sent = new Alerts(List.of(webhook(WebhookForm.TEAMS)), delivery).send(ALERT);
        assertTrue(sent.get(0).failure().orElseThrow().getMessage().contains("it answers " + status));
        SERVER.verify(2, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aConnectionThatBreaksIsAFailureAndNoMore(Fault fault) {
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));
        Delivery once = new Delivery(Duration.ofSeconds(30), List.of());
        List<Alerts.Sent> sent = new Alerts(List.of(webhook(WebhookForm.JSON)), once).send(ALERT);
        String said = sent.get(0).failure().map(IngestException::getMessage).orElse("the answer's head was good");
        assertFalse(said.contains("kn0wnToFew"), said);
    }

    @ParameterizedTest
    @EnumSource(SilentHost.Silence.class)
    void whoeverHangsIsLeftInTimeAndTheOthersAreTold(SilentHost.Silence silence) {
        try (SilentHost host = new SilentHost(silence)) {
            String scheme = silence == SilentHost.Silence.DEAF ? "https" : "http";
            Webhook silent = new Webhook(new Secret(scheme + "://" + host.authority() + PATH), WebhookForm.JSON);
            Alerts alerts = new Alerts(
                    List.of(silent, webhook(WebhookForm.JSON)), new Delivery(Duration.ofMillis(700), List.of()));
            List<Alerts.Sent> sent = alerts.send(ALERT);
            assertTrue(sent.get(0).failure().isPresent());
            assertTrue(sent.get(1).failure().isEmpty(), sent.toString());
        }
    }

    @Test
    void anAnswerThatNeverEndsIsLeftInTime() {
        SERVER.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(500)
                        .withBody("x".repeat(100_000))
                        .withChunkedDribbleDelay(1000, 600_000)));
        Alerts alerts = new Alerts(List.of(webhook(WebhookForm.JSON)), new Delivery(Duration.ofMillis(700), List.of()));
        assertTrue(
                alerts.send(ALERT).get(0).failure().orElseThrow().getMessage().contains("within 700ms"));
    }

    /** WireMock shows a certificate of its own making. */
    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        Webhook other = new Webhook(new Secret("https://127.0.0.1:" + SERVER.httpsPort() + PATH), WebhookForm.JSON);
        IngestException refused = assertThrows(IngestException.class, () -> other.send(ALERT));
        assertTrue(refused.getMessage().contains("PKIX"), refused.getMessage());
        SERVER.verify(0, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hooks.slack.com/services/x", "ftp://host/kn0wn", "https:///kn0wn", "http://a b/kn0wn", "kn0wn"})
    void whatIsNoAddressIsRefusedUnshown(String address) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Webhook(new Secret(address), WebhookForm.JSON));
        assertFalse(refused.getMessage().contains("kn0wn"), refused.getMessage());
    }

    @Test
    void theAddressIsASecretInPartsToo() {
        webhook(WebhookForm.SLACK);
        assertEquals("POST *** HTTP/1.1", Redaction.of("POST /services/T0/B0/kn0wnToFew HTTP/1.1"));
    }
}
