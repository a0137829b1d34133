package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.Source;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.JdbcTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when something is wrong: the kind, one line, the way out, no secret. */
class SqlServerFailuresTest {
    private static final JdbcTarget TARGET = TestTargets.nowhere();

    private static IngestException connecting(SQLException failure) {
        return new ConnectFailures(TARGET, Duration.ofSeconds(2)).explain(failure);
    }

    private static IngestException reading(SQLException failure) {
        return new ReadFailures(TARGET).explain("sales.orders", failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "18456|STAYS|true|the server refuses the login. Correct username or password in [sources.test].",
                "18452|STAYS|true|the server does not know the Windows account",
                "18470|STAYS|true|the account is disabled",
                "18486|STAYS|true|the account is locked",
                "18487|STAYS|true|the password has expired, or must be changed",
                "18488|STAYS|true|the password has expired, or must be changed",
                "4060|STAYS|true|the database does not exist, or the user may not open it",
                "40615|STAYS|true|the firewall of Azure SQL lets this machine not in",
                "47073|STAYS|true|the server refuses connections from public networks",
                "942|STAYS|false|the database is offline",
                "927|PASSES|false|the database is being restored",
                "924|PASSES|false|the database is in single-user mode",
                "926|STAYS|false|the database is damaged or lacks files",
                "40613|PASSES|false|the server is starting, moving or busy (words of the server; error 40613)",
                "40197|PASSES|false|the server is starting, moving or busy",
                "40501|PASSES|false|the server is starting, moving or busy",
                "49918|PASSES|false|the server is starting, moving or busy",
                "18401|PASSES|false|the server is starting, moving or busy",
                "17809|PASSES|false|the server has no connection left"
            })
    void aRefusedConnectionSaysWhyAndWhetherItPasses(int number, Outlook outlook, boolean fin, String why) {
        SQLException said = new SQLException("words of the server. ClientConnectionId:0a1b-2c", "S0001", number);
        IngestException failure = connecting(said);

        assertEquals(FailureKind.CONNECT, failure.kind());
        assertEquals(outlook, failure.outlook());
        assertEquals(fin, ConnectFailures.isFinal(said));
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Cannot connect to SQL Server sales; one} at db.example.org:1433 as reader: " + why),
                failure.getMessage());
        assertFalse(failure.getMessage().contains("ClientConnectionId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The connection to the host db, named instance X failed. Error: \"java.net.SocketTimeoutException: Receive timed out\". Verify|the server's browser service does not tell the instance's port",
                "This driver is not configured for integrated authentication.|the driver's library for logins of Windows is missing",
                "Cannot login with Kerberos principal reader, check your credentials.|the login by Kerberos failed",
                "NTLM error when constructing Authenticate Message: x|the login by NTLM failed",
                "The application requested encryption but the server is not configured for SSL|the server has no encryption",
                "SQL Server login requires an encrypted connection that uses Secure Sockets Layer (SSL).|the server takes encrypted connections alone",
                "Failed to validate the server name \"db\"in a certificate during Secure Sockets Layer (SSL) initialization. Name in certificate \"other.example.org\"|the server's certificate is not one of db.example.org but of other.example.org. Connect by that name, or set HostNameInCertificate"
            })
    void whatTheDriverSaysBecomesTheWayOut(String said, String why) {
        IngestException failure = connecting(new SQLException(said, "08S01"));

        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }

    @Test
    void anUntrustedCertificateNamesBothWaysOut() {
        SSLHandshakeException handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertificateException("unable to find valid certification path to requested target"));
        SQLException said = new SQLException("the driver could not establish a secure connection", "08S01", handshake);
        String message = connecting(said).getMessage();

        assertTrue(ConnectFailures.isFinal(said));
        assertTrue(message.contains("not trusted (unable to find valid certification path"), message);
        assertTrue(message.contains("trust store and name that with trustStore in [sources.test.query]"), message);
        assertTrue(message.contains("TrustServerCertificate = \"yes\" there, if you decide"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "208|CONFIG|STAYS|Correct the cell where or the query, or the view if it is one.",
                "207|CONFIG|STAYS|Correct the cell where or the query",
                "229|READ|STAYS|Ask the owner for GRANT SELECT ON sales.orders TO reader.",
                "230|READ|STAYS|Ask the owner for GRANT SELECT ON sales.orders TO reader.",
                "916|READ|STAYS|Ask the database's administrator for the right.",
                "1205|READ|PASSES|victim of a deadlock. Run the job again.",
                "1222|READ|PASSES|another session holds a lock",
                "3952|READ|PASSES|no longer allows snapshot isolation",
                "3958|READ|PASSES|tempdb had no room for the row versions",
                "3966|READ|PASSES|tempdb had no room for the row versions",
                "3960|READ|PASSES|another session altered the table",
                "3961|READ|PASSES|another session altered the table",
                "1105|READ|PASSES|the server ran out of room",
                "701|READ|PASSES|the server is short of memory",
                "8134|READ|STAYS|a value of the view or of the condition cannot be computed",
                "8115|READ|STAYS|a value of the view or of the condition cannot be computed",
                "7399|READ|STAYS|the linked server behind it failed",
                "824|READ|STAYS|the server cannot read its own files",
                "448|CONFIG|STAYS|texts are compared by their bytes in UTF-8, which SQL Server has since 2019",
                "40197|READ|PASSES|words of the server. Run the job again.",
                "9999|READ|STAYS|words of the server. Ask the database's administrator."
            })
    void aFailedReadSaysWhyAndWhetherItPasses(int number, FailureKind kind, Outlook outlook, String why) {
        IngestException failure = reading(new SQLException("words of the server.", "S0001", number));

        assertEquals(kind, failure.kind());
        assertEquals(outlook, failure.outlook());
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Cannot read table sales.orders of SQL Server sales; one} at db.example.org:1433: "),
                failure.getMessage());
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
    }

    @Test
    void aLostConnectionPassesAndACancelledReadSaysSo() {
        IngestException lost = reading(new SQLException("Connection reset", "08S01", new IOException("reset")));
        IngestException cancelled = reading(new SQLException("The query was canceled.", "HY008"));

        assertEquals(Outlook.PASSES, lost.outlook());
        assertTrue(lost.getMessage().contains("the connection was lost (Connection reset)"), lost.getMessage());
        assertTrue(cancelled.getMessage().contains("the reading was cancelled"), cancelled.getMessage());
    }

    private static IngestException describeAt(int port) {
        JdbcTarget target =
                TestTargets.target(DatabaseKind.MSSQL, "127.0.0.1", port, TestTargets.password("reader"), Map.of());
        try (Connector way = new SqlServerConnector(target);
                Source source = way.session()) {
            IngestException failure = assertThrows(
                    IngestException.class,
                    () -> source.describe(SourcePlans.question(TableName.exact("t"), Optional.empty())));
            assertEquals(FailureKind.CONNECT, failure.kind(), failure.getMessage());
            assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
            assertFalse(failure.getMessage().contains(TestTargets.PASSWORD), failure.getMessage());
            return failure;
        }
    }

    @Test
    void whereNobodyListensItIsSaid() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        IngestException failure = describeAt(port);

        assertEquals(Outlook.PASSES, failure.outlook());
        assertTrue(failure.getMessage().contains("nothing answers there."), failure.getMessage());
    }

    @Test
    void aPortThatStaysSilentIsLeftAfterConnectTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            IngestException failure = describeAt(silent.getLocalPort());

            assertEquals(Outlook.PASSES, failure.outlook());
            assertTrue(failure.getMessage().contains("no answer within 2 s"), failure.getMessage());
        }
    }

    /** Whatever answers: text, or what ends at once. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-2.0-OpenSSH_9\r\n", ""})
    void whatIsNoSqlServerIsNotTakenForOne(String answer) throws IOException {
        try (ServerSocket strange = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answer(strange, answer));
            server.setDaemon(true);
            server.start();
            String message = describeAt(strange.getLocalPort()).getMessage();

            assertTrue(message.contains("SQL Server") && message.matches(".*(no SQL Server|was closed).*"), message);
        }
    }

    private static void answer(ServerSocket server, String text) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                in.read(new byte[64]);
                OutputStream out = socket.getOutputStream();
                out.write(text.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException ended) {
                return;
            }
        }
    }
}
