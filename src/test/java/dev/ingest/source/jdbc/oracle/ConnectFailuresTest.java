package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.source.jdbc.JdbcTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when nobody, or not who was expected, answers; the real driver against listeners on loopback. */
@Timeout(30)
class ConnectFailuresTest {
    private static final Map<String, String> SERVICE = Map.of("service_name", "sales");

    private static IngestException connect(JdbcTarget target) {
        try (OracleConnector connector = new OracleConnector(target)) {
            return assertThrows(IngestException.class, connector::health);
        }
    }

    private static void assertSays(IngestException failure, String words) {
        assertTrue(
                failure.getMessage().startsWith("Cannot connect to Oracle sales at 127.0.0.1:"), failure.getMessage());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertFalse(all.toString().contains("tiger"), "the password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12514|STAYS|the listener knows no service of that name. Correct service_name in [sources.erp], or write the"
                        + " name as sid",
                "12505|STAYS|the listener knows no SID of that name. Correct sid in [sources.erp], or write the name as"
                        + " service_name",
                "12528|PASSES|the database is starting up or restricted",
                "12516|PASSES|the server has no connection left",
                "12519|PASSES|the server has no connection left",
                "12520|PASSES|the server has no connection left"
            })
    void aListenerThatRefusesIsQuotedWithTheWayOut(int code, Outlook outlook, String words) throws IOException {
        try (TnsListener listener = TnsListener.refusing(code)) {
            IngestException failure = connect(OracleTargets.listening(listener.port(), SERVICE));
            assertSays(failure, words);
            assertEquals(outlook, failure.outlook());
            assertTrue(listener.request().contains("(SERVICE_NAME=sales)"), listener.request());
        }
    }

    @Test
    void aServiceThatIsUnknownIsNotAskedForAgain() throws IOException {
        try (TnsListener listener = TnsListener.refusing(12514);
                OracleConnector connector = new OracleConnector(OracleTargets.listening(listener.port(), SERVICE))) {
            assertThrows(IngestException.class, connector::health);
            int first = listener.connections();
            IngestException again = assertThrows(IngestException.class, connector::health);
            assertTrue(again.getMessage().contains("It was not tried again"), again.getMessage());
            assertEquals(first, listener.connections());
        }
    }

    @Test
    void whoIsSentOnToNobodySaysWhereNobodyAnswers() throws IOException {
        int closed = closedPort();
        try (TnsListener listener = TnsListener.redirecting(closed)) {
            assertSays(connect(OracleTargets.listening(listener.port(), SERVICE)), "nothing answers there");
        }
    }

    @Test
    void whoIsSentOnToARefusalReadsThat() throws IOException {
        try (TnsListener last = TnsListener.refusing(12528);
                TnsListener listener = TnsListener.redirecting(last.port())) {
            assertSays(connect(OracleTargets.listening(listener.port(), SERVICE)), "starting up");
        }
    }

    @Test
    void aPortThatNobodyListensAtIsSaid() throws IOException {
        IngestException failure = connect(OracleTargets.listening(closedPort(), SERVICE));
        assertSays(failure, "nothing answers there. Check host and port in [sources.erp]");
        assertEquals(Outlook.PASSES, failure.outlook());
    }

    @Test
    void aListenerThatSaysNothingEndsWithTheTimeOut() throws IOException {
        try (TnsListener listener = TnsListener.silent()) {
            long began = System.nanoTime();
            IngestException failure = connect(OracleTargets.listening(listener.port(), SERVICE));
            assertSays(failure, "no answer within 2 s");
            assertTrue(System.nanoTime() - began < 10_000_000_000L, "within the time-out and some slack");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n", "\0\0\0\0\0\0\0\0\0\0\0\0"})
    void whatIsNoListenerOfOracleIsSaid(String words) throws IOException {
        try (TnsListener listener = TnsListener.saying(words)) {
            IngestException failure = connect(OracleTargets.listening(listener.port(), SERVICE));
            assertSays(failure, "is no listener of Oracle");
        }
    }

    @Test
    void tlsWithAPlainListenerIsSaid() throws IOException {
        try (TnsListener listener = TnsListener.refusing(12514)) {
            IngestException failure = connect(
                    OracleTargets.listening(listener.port(), Map.of("service_name", "sales", "protocol", "tcps")));
            assertSays(failure, "TLS failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=1)", "127.0.0.1:99999/sales"})
    void anAddressThatTheDriverDoesNotUnderstandIsTheSettings(String descriptor) {
        IngestException failure = connect(OracleTargets.listening(1, Map.of("descriptor", descriptor)));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertSays(failure, "the address is not understood");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1017|true|STAYS|the server refuses the password",
                "1005|true|STAYS|the server refuses the password",
                "28000|true|STAYS|the account is locked. Ask the administrator for ALTER USER \"reader\" ACCOUNT UNLOCK",
                "28001|true|STAYS|the password has expired",
                "1045|true|STAYS|GRANT CREATE SESSION TO \"reader\"",
                "28040|true|STAYS|It reads Oracle 19c and later",
                "3134|true|STAYS|It reads Oracle 19c and later",
                "12541|false|PASSES|nothing answers there",
                "17868|false|STAYS|the host's name is not known",
                "12170|false|PASSES|no answer within 2 s",
                "20|false|PASSES|no connection left",
                "18|false|PASSES|no connection left",
                "1033|false|PASSES|starting up or shutting down",
                "1034|false|PASSES|starting up or shutting down",
                "1109|false|PASSES|starting up or shutting down",
                "12537|false|PASSES|starting up or shutting down",
                "12660|false|STAYS|the server asks for encryption",
                "1882|false|STAYS|does not know this machine's time zone",
                "17056|false|STAYS|does not know the database's character set"
            })
    void whatTheServerSaysIsToldWithTheWayOut(int code, boolean isFinal, Outlook outlook, String words) {
        IngestException failure = ConnectFailures.of(OracleTargets.nowhere(), FakeOracle.error(code));
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
        assertEquals(outlook, failure.outlook());
        assertEquals(isFinal, ConnectFailures.isFinal(FakeOracle.error(code)));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
