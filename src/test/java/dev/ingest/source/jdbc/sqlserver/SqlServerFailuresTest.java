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
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when something is wrong: the kind, one line, the way out, no secret. */
class SqlServerFailuresTest {
    private static final JdbcTarget TARGET = TestTargets.nowhere();

    private static IngestException reading(SQLException failure) {
        return new ReadFailures(TARGET).explain("sales.orders", failure);
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

    @Test
    void aTimeOutOfTheDriversNamesItselfAndTheDriversVersion() {
        IngestException late = reading(new SQLTimeoutException("The query has timed out.", "HY008"));

        assertEquals(Outlook.PASSES, late.outlook());
        assertTrue(
                late.getMessage()
                        .endsWith("no answer within the connection's own time-out (The query has timed out; mssql-jdbc"
                                + " 13.6). Raise queryTimeout or socketTimeout in [sources.test.query], or remove it:"
                                + " idle_timeout in [runtime] ends what stays silent."),
                late.getMessage());
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
            assertTrue(
                    failure.getMessage().contains("no answer within 2 s (connect_timeout; mssql-jdbc 13.6)"),
                    failure.getMessage());
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
