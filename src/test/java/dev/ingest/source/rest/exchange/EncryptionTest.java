package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ingest.PlainHttpServer;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.landing.adls.TestCertificate;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Placement;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server has to prove who it is before anybody proves anything to it. */
@Timeout(60)
class EncryptionTest {
    @Test
    void aServerWhoseCertificateIsTrustedIsRead() throws Exception {
        HttpsServer server = server("127.0.0.1");
        try {
            assertEquals(
                    "[]", exchange("127.0.0.1", server.getAddress().getPort()).read("ids"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerOfAnotherNameIsRefusedAtOnce() throws Exception {
        String host = "127.0.0.2";
        HttpsServer server = server(host);
        try {
            TestExchange exchange = exchange(host, server.getAddress().getPort());

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertEquals(FailureKind.CONNECT, e.kind());
            assertEquals(Outlook.STAYS, e.outlook());
            assertTrue(e.getMessage().contains("no trusted connection could be made"), e.getMessage());
            assertTrue(exchange.pace.waits().isEmpty(), exchange.pace.waits().toString());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatDoesNotEncryptIsRefusedAtOnce() {
        try (PlainHttpServer server = new PlainHttpServer()) {
            TestExchange exchange = exchange("127.0.0.1", server.port());

            IngestException e = assertThrows(IngestException.class, () -> exchange.read("ids"));

            assertTrue(e.getMessage().contains("no trusted connection could be made"), e.getMessage());
        }
    }

    private static TestExchange exchange(String host, int port) {
        return TestExchange.at(URI.create("https://" + host + ":" + port))
                .auth(new Auth.FixedToken("auth.token", Placement.BEARER))
                .secret("auth.token", "t0ken-value");
    }

    private static HttpsServer server(String host) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(host, 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestCertificate.trusted().serverContext()));
        server.createContext("/", exchange -> {
            byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
