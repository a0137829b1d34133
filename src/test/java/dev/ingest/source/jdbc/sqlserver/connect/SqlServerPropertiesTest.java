package dev.ingest.source.jdbc.sqlserver.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import dev.ingest.source.jdbc.sqlserver.SqlServerConnector;
import dev.ingest.source.jdbc.sqlserver.TestTargets;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write, as the driver understands it. */
class SqlServerPropertiesTest {

    private static Map<String, String> parsed(JdbcTarget target) {
        try {
            DriverPropertyInfo[] read = new SQLServerDriver()
                    .getPropertyInfo(SqlServerProperties.of(target).url(), new Properties());
            Map<String, String> values = new HashMap<>();
            Arrays.stream(read).forEach(one -> values.put(one.name, text(one)));
            return values;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** The driver writes some words its own way. */
    private static String text(DriverPropertyInfo property) {
        String value = String.valueOf(property.value);
        boolean word =
                Set.of("encrypt", "applicationIntent", "authenticationScheme").contains(property.name);
        return word ? value.toLowerCase(Locale.ROOT) : value;
    }

    private static String refused(JdbcTarget target) {
        IngestException failure = assertThrows(IngestException.class, () -> SqlServerConnector.check(target));
        assertEquals(FailureKind.CONFIG, failure.kind());
        return failure.getMessage();
    }

    private static JdbcTarget at(String host, int port) {
        return TestTargets.target(DatabaseKind.MSSQL, host, port, TestTargets.password("reader"), Map.of());
    }

    @Test
    void aConnectionIsEncryptedCheckedAndReadAsItComes() {
        Map<String, String> read = parsed(TestTargets.nowhere());

        assertEquals("db.example.org", read.get("serverName"));
        assertEquals("1433", read.get("portNumber"));
        assertEquals("sales; one}", read.get("databaseName"));
        assertEquals("true", read.get("encrypt"));
        assertEquals("false", read.get("trustServerCertificate"));
        assertEquals("adaptive", read.get("responseBuffering"));
        assertEquals("16384", read.get("packetSize"));
        assertEquals("false", read.get("sendTimeAsDatetime"));
        assertEquals("0", read.get("connectRetryCount"));
        assertEquals("2", read.get("loginTimeout"));
        assertEquals("ingest", read.get("applicationName"));
        assertEquals(List.of(), SqlServerConnector.check(TestTargets.nowhere()));
    }

    @Test
    void thePasswordIsInNoUrl() {
        SqlServerProperties properties = SqlServerProperties.of(TestTargets.nowhere());

        assertFalse(properties.url().contains("wö"));
        assertEquals(Optional.of("reader"), properties.user());
        assertEquals(
                TestTargets.PASSWORD, properties.password().map(Secret::reveal).orElse(""));
    }

    @Test
    void aNamedInstanceIsAskedForItsPortUnlessOneIsWritten() {
        Map<String, String> asked = parsed(at("db\\SQL2019", 0));
        Map<String, String> told = parsed(at("db\\SQL2019", 51433));

        assertEquals("db", asked.get("serverName"));
        assertEquals("SQL2019", asked.get("instanceName"));
        assertFalse(SqlServerProperties.of(at("db\\SQL2019", 0)).url().contains("portNumber"));
        assertEquals("51433", told.get("portNumber"));
        assertEquals(
                "SQL Server sales; one} at db\\SQL2019", at("db\\SQL2019", 0).place());
    }

    @ParameterizedTest
    @CsvSource({
        "Encrypt, yes, encrypt, true",
        "encrypt, Strict, encrypt, strict",
        "ENCRYPT, optional, encrypt, false",
        "TrustServerCertificate, Yes, trustServerCertificate, true",
        "trust_server_certificate, 1, trustServerCertificate, true",
        "ApplicationIntent, readonly, applicationIntent, readonly",
        "MultiSubnetFailover, Yes, multiSubnetFailover, true",
        "HostnameInCertificate, db.example.org, hostNameInCertificate, db.example.org",
        "Application Name, nightly, applicationName, nightly",
        "APP, nightly, applicationName, nightly",
        "Connection Timeout, 7, loginTimeout, 7",
        "packet size, 4096, packetSize, 4096",
        "trustStore, /etc/ingest/cacerts, trustStore, /etc/ingest/cacerts",
        "trustStoreType, Windows-ROOT, trustStoreType, Windows-ROOT",
        "socketTimeout, 600000, socketTimeout, 600000",
        "ServerSPN, MSSQLSvc/db:1433, serverSpn, MSSQLSvc/db:1433"
    })
    void namesOfOdbcAndOfJdbcMeanTheDriversProperty(String name, String value, String property, String expected) {
        assertEquals(expected, parsed(TestTargets.nowhere(Map.of(name, value))).get(property));
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver", "Driver"})
    void theNameOfAnOdbcDriverPassesInSilence(String name) {
        assertEquals(
                List.of(),
                SqlServerConnector.check(TestTargets.nowhere(Map.of(name, "ODBC Driver 18 for SQL Server"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARS_Connection", "fast_executemany", "charset", "selectMethod", "lockTimeout"})
    void whatComesToNothingIsSaid(String name) {
        assertEquals(
                List.of("The connection parameter " + name + " of [sources.test] is without effect."),
                SqlServerConnector.check(TestTargets.nowhere(Map.of(name, "ODBC Driver 18 for SQL Server"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Encrpyt|yes|neither ODBC nor the JDBC driver knows it. Did you mean 'encrypt'?",
                "socketFactoryClass|evil.Code|it names code for the driver to run. Remove it.",
                "PWD|secret|it says elsewhere where to connect, or as whom.",
                "Authentication|ActiveDirectoryMsi|it says elsewhere who reads.",
                "ColumnEncryptionSetting|Enabled|columns that the client decrypts (Always Encrypted) are not read.",
                "Encrypt|perhaps|'perhaps' is not one of yes, no. Correct it.",
                "ApplicationIntent|read|'read' is not one of ReadOnly, ReadWrite. Correct it.",
                "packetSize|32767|an encrypted connection has packets of at most 16384 bytes",
                "packetSize|100|its value is none from 512 to 32767. Correct it.",
                "loginTimeout|soon|'soon' is no whole number. Correct it."
            })
    void whatIsNotTakenIsRefusedByName(String name, String value, String why) {
        String message = refused(TestTargets.nowhere(Map.of(name, value)));

        assertTrue(message.startsWith("Cannot use the connection parameter " + name + " of [sources.test]: "), message);
        assertTrue(message.contains(why), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void azureSqlIsNeverReachedWithoutEncryption() {
        Login login = TestTargets.password("reader");
        String message = refused(TestTargets.target(
                DatabaseKind.AZURE_SQL, "x.database.windows.net", 1433, login, Map.of("Encrypt", "no")));

        assertTrue(message.contains("Azure SQL answers encrypted connections alone"), message);
    }

    @Test
    void largerPacketsGoWithoutEncryptionWhichIsSaid() {
        JdbcTarget target = TestTargets.nowhere(Map.of("Encrypt", "no", "packetSize", "32767"));

        assertEquals("32767", parsed(target).get("packetSize"));
        assertTrue(SqlServerConnector.check(target).get(0).contains("is not encrypted"));
    }

    @Test
    void aCertificateThatIsNotCheckedIsSaid() {
        List<String> warnings = SqlServerConnector.check(TestTargets.nowhere(Map.of("TrustServerCertificate", "yes")));

        assertTrue(warnings.get(0).contains("is not checked"), warnings.toString());
    }

    @Test
    void anIntegratedLoginIsByKerberosWhereTheLibraryIsMissing() {
        Map<String, String> read =
                parsed(TestTargets.target(DatabaseKind.MSSQL, "db", 1433, new Login.Integrated(), Map.of()));

        assertEquals("true", read.get("integratedSecurity"));
        assertEquals("javakerberos", read.get("authenticationScheme"));
    }

    @Test
    void ntlmTakesTheDomainFromTheNameOrFromTheParameter() {
        JdbcTarget named = TestTargets.target(
                DatabaseKind.MSSQL,
                "db",
                1433,
                TestTargets.password("CORP\\reader"),
                Map.of("authenticationScheme", "NTLM"));
        JdbcTarget apart = TestTargets.nowhere(Map.of("authenticationScheme", "NTLM", "domain", "CORP"));

        assertEquals("CORP", parsed(named).get("domain"));
        assertEquals("true", parsed(named).get("integratedSecurity"));
        assertEquals(Optional.of("reader"), SqlServerProperties.of(named).user());
        assertEquals("CORP", parsed(apart).get("domain"));
        assertTrue(refused(TestTargets.nowhere(Map.of("authenticationScheme", "NTLM")))
                .contains("NTLM needs the domain of the user"));
    }

    @Test
    void aTokenIsMadeForEachConnection() {
        Login token = new Login.Token(scope -> new Secret("token for " + scope));
        SqlServerProperties properties = SqlServerProperties.of(
                TestTargets.target(DatabaseKind.AZURE_SQL, "x.database.windows.net", 1433, token, Map.of()));

        assertTrue(properties.tokens().isPresent());
        assertEquals(Optional.empty(), properties.user());
    }

    /** Every property that is passed on is one that this driver knows. */
    @Test
    void theDriverKnowsEveryPropertyThatIsPassedOn() throws SQLException {
        List<String> known = Arrays.stream(
                        new SQLServerDriver().getPropertyInfo("jdbc:sqlserver://h", new Properties()))
                .map(one -> one.name)
                .collect(Collectors.toList());

        for (String name : SqlServerParameter.names()) {
            SqlServerParameter.of(name)
                    .flatMap(SqlServerParameter::property)
                    .ifPresent(property -> assertTrue(known.contains(property), property));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Encrypt=no|-",
                "Encrypt=yes|certificates are judged by Java's store .*",
                "TrustServerCertificate=yes|any certificate is believed",
                "TrustServerCertificate=yes;Encrypt=strict|certificates are judged by Java's store .*",
                "trustStore=C:/ca.jks|certificates are judged by C:/ca\\.jks",
                "trustStoreType=Windows-ROOT|certificates are judged by the system's store \\(Windows-ROOT\\)",
                "Encrypt=strict;serverCertificate=sql.cer|the certificate sql\\.cer is believed"
            })
    void whatTheServersCertificateIsJudgedByIsTold(String parameters, String trust) {
        Map<String, String> written = Arrays.stream(parameters.split(";"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        Optional<String> told =
                SqlServerProperties.of(TestTargets.nowhere(written)).trust();
        assertEquals(trust != null, told.isPresent());
        assertTrue(told.isEmpty() || told.get().matches(trust), told::toString);
    }
}
