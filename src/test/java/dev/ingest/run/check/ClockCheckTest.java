package dev.ingest.run.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock beside that of a server which refuses the request, as Azure's services do, and dates the refusal. */
class ClockCheckTest {
    private HttpServer server;
    private URI address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(403, -1);
            }
        });
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Optional<Checked> off(String by) {
        return new ClockCheck(Clock.offset(Clock.systemUTC(), Duration.parse(by))).of(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "PT0S # OK # agrees with HOST",
                "PT-2M # OK # 1(19|20|21) s behind HOST",
                "PT4M # OK # 2(39|40|41) s ahead of HOST",
                "PT-8M # FAILED # Cannot rely on this machine's clock: it is 4(79|80|81) s behind HOST, .* w32tm .* timedatectl .*",
                "PT8H # FAILED # Cannot rely on this machine's clock: it is 28(799|800|801) s ahead of HOST, .*",
            })
    void theClockIsHeldAgainstTheServers(String by, Checked.Outcome outcome, String told) {
        Checked answer = off(by).orElseThrow();
        assertEquals(outcome, answer.outcome(), answer.toString());
        assertTrue(answer.told().matches(told.replace("HOST", address.getAuthority())), answer.toString());
    }

    @Test
    void whoDoesNotAnswerSaysNoTime() {
        server.stop(0);
        assertEquals(Optional.empty(), off("PT8H"));
    }
}
