package dev.ingest.source.jdbc.sqlserver.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.DatabaseKind;
import dev.ingest.landing.adls.TestCertificate;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.sqlserver.TestTargets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when nobody could be reached: the kind, one line, the way out, no secret. */
class ConnectFailuresTest {
    private static final JdbcTarget TARGET = TestTargets.nowhere();

    private static IngestException connecting(SQLException failure) {
        return new ConnectFailures(TARGET, SqlServerProperties.of(TARGET), () -> Optional.of("subject CN=db"))
                .explain(failure);
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
        assertTrue(
                message.contains("the server's certificate (subject CN=db) is not trusted (unable to find valid"
                        + " certification path to requested target; certificates are judged by Java's store "),
                message);
        assertTrue(message.contains("trust store and name that with trustStore in [sources.test.query]"), message);
        assertTrue(message.contains("TrustServerCertificate = \"yes\" there, if you decide"), message);
    }

    /** Version 8 of the protocol begins with TLS; older ones wrap it, which no server here does. */
    @Test
    void whoseTheCertificateIsIsAskedWithoutLoggingIn() throws IOException {
        TestCertificate certificate = TestCertificate.trusted();
        try (SSLServerSocket server = (SSLServerSocket) certificate
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> shakeHands(server));
            answering.setDaemon(true);
            answering.start();
            JdbcTarget strict = TestTargets.target(
                    DatabaseKind.MSSQL,
                    "127.0.0.1",
                    server.getLocalPort(),
                    TestTargets.password("reader"),
                    Map.of("Encrypt", "strict"));

            String shown =
                    ServerCertificate.shown(SqlServerProperties.of(strict)).orElse("nothing");

            assertTrue(shown.matches("subject CN=.*, issued by CN=.*, valid until \\d{4}-\\d\\d-\\d\\d"), shown);
        }
    }

    private static void shakeHands(SSLServerSocket server) {
        try (Socket client = server.accept()) {
            client.getInputStream().read();
        } catch (IOException hungUp) {
            // As it should be.
        }
    }
}
