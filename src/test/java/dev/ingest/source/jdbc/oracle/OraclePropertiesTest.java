package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oracle.jdbc.pool.OracleDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write, as the driver itself takes it. */
class OraclePropertiesTest {

    private static String url(Map<String, String> parameters) {
        return OracleProperties.of(OracleTargets.with(parameters)).url();
    }

    private static String property(String name, Map<String, String> parameters) throws SQLException {
        OracleDataSource driver =
                OracleProperties.of(OracleTargets.with(parameters)).dataSource();
        return driver.getConnectionProperty(name);
    }

    private static IngestException refused(JdbcTarget target) {
        IngestException refused = assertThrows(IngestException.class, () -> OracleConnector.check(target));
        assertEquals(FailureKind.CONFIG, refused.kind());
        return refused;
    }

    @Test
    void aServiceAndASidAreToldApart() {
        assertEquals(
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example.org)(PORT=1521))"
                        + "(CONNECT_DATA=(SERVICE_NAME=sales.example.org)))",
                url(Map.of("service_name", "sales.example.org")));
        assertEquals(
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example.org)(PORT=1521))"
                        + "(CONNECT_DATA=(SID=ORCL)))",
                url(Map.of("sid", "ORCL")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCPS)(HOST=db)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=s)))",
                "db.example.org:1521/sales"
            })
    void aDescriptorIsTakenAsItStands(String descriptor) {
        assertEquals("jdbc:oracle:thin:@" + descriptor, url(Map.of("descriptor", descriptor)));
    }

    @Test
    void everyServerOfAListIsNamed() {
        String url = OracleProperties.of(OracleTargets.at(
                        "a,b:1522,[::1]:1523",
                        1521,
                        OracleTargets.READER,
                        Map.of("service_name", "s", "protocol", "tcps")))
                .url();
        assertTrue(url.contains("(ADDRESS=(PROTOCOL=TCPS)(HOST=a)(PORT=1521))"), url);
        assertTrue(url.contains("(ADDRESS=(PROTOCOL=TCPS)(HOST=b)(PORT=1522))"), url);
        assertTrue(url.contains("(ADDRESS=(PROTOCOL=TCPS)(HOST=::1)(PORT=1523))"), url);
    }

    @ParameterizedTest
    @CsvSource({
        "server_type, pooled, (SERVER=POOLED)",
        "sdu, 65535, (SDU=65535)",
        "retry_count, 3, (RETRY_COUNT=3)",
        "retry_delay, 2, (RETRY_DELAY=2)"
    })
    void whatPythonSaysOfTheWayGoesIntoTheDescriptor(String name, String value, String part) {
        String url = url(Map.of("service_name", "s", name, value));
        assertTrue(url.contains(part), url);
    }

    @ParameterizedTest
    @CsvSource({
        "wallet_location, /secure/wallet, oracle.net.wallet_location, /secure/wallet",
        "ssl_server_dn_match, yes, oracle.net.ssl_server_dn_match, true",
        "ssl_server_dn_match, False, oracle.net.ssl_server_dn_match, false",
        "ssl_server_cert_dn, 'CN=db,O=x', oracle.net.ssl_server_cert_dn, 'CN=db,O=x'",
        "mode, SYSDBA, internal_logon, sysdba",
        "mode, oracledb.AUTH_MODE_SYSOPER, internal_logon, sysoper",
        "cclass, nightly, oracle.jdbc.DRCPConnectionClass, nightly",
        "purity, PURITY_NEW, oracle.jdbc.DRCPConnectionPurity, new",
        "tcp_connect_timeout, 5, oracle.net.CONNECT_TIMEOUT, 5000",
        "ORACLE.NET.ENCRYPTION_CLIENT, REQUIRED, oracle.net.encryption_client, REQUIRED",
        "oracle.net.encryption_types_client, (AES256), oracle.net.encryption_types_client, (AES256)",
        "javax.net.ssl.trustStore, /secure/trust.p12, javax.net.ssl.trustStore, /secure/trust.p12",
        "program, nightly load, v$session.program, nightly load"
    })
    void aParameterIsPassedOnByTheDriversName(String name, String value, String property, String passed)
            throws SQLException {
        assertEquals(passed, property(property, Map.of("service_name", "s", name, value)));
    }

    /** The region of a machine in Ukraine is not known to servers that are older than its name. */
    @ParameterizedTest
    @CsvSource({
        "oracle.jdbc.timezoneAsRegion, false",
        "oracle.net.keepAlive, true",
        "oracle.jdbc.fanEnabled, false",
        "oracle.jdbc.enableErrorUrl, false",
        "oracle.jdbc.convertNcharLiterals, true",
        "oracle.jdbc.defaultLobPrefetchSize, 16384",
        "oracle.net.CONNECT_TIMEOUT, 2000",
        "oracle.net.OUTBOUND_CONNECT_TIMEOUT, 2000",
        "v$session.program, ingest"
    })
    void whatThisProgramSettlesItself(String property, String value) throws SQLException {
        assertEquals(value, property(property, Map.of("service_name", "s")));
    }

    @Test
    void theLoginIsTheDriversWhateverItHolds() throws SQLException {
        OracleDataSource driver = OracleProperties.of(OracleTargets.at(
                        "db",
                        1521,
                        new Login.Password("o'brien", Optional.of(new Secret("p@ss/w:rd\"("))),
                        Map.of("sid", "X")))
                .dataSource();
        assertEquals("o'brien", driver.getUser());
        assertFalse(driver.getURL().contains("p@ss"), driver.getURL());
    }

    @Test
    void whatComesToNothingIsSaid() {
        assertEquals(
                List.of(
                        "The connection parameter config_dir of [sources.erp] is without effect.",
                        "The connection parameter encoding of [sources.erp] is without effect.",
                        "The connection parameter oracle.jdbc.timezoneAsRegion of [sources.erp] is without effect."),
                OracleConnector.check(OracleTargets.with(Map.of(
                        "service_name", "s",
                        "encoding", "UTF-8",
                        "config_dir", "/etc/oracle",
                        "oracle.jdbc.timezoneAsRegion", "true"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wallet_locaton|x|Did you mean 'wallet_location'",
                "oracle.net.walet_location|x|neither python-oracledb nor this program knows it",
                "dsn|x|it says elsewhere where to connect",
                "oracle.jdbc.accessToken|x|it says elsewhere where to connect",
                "oracle.jdbc.config.file|x|read a file of its own",
                "protocol|http|'http' is not one of tcp, tcps",
                "mode|admin|'admin' is not one of sysdba",
                "ssl_server_dn_match|maybe|neither true nor false",
                "sdu|much|no whole number"
            })
    void whatIsNoParameterIsRefusedByName(String name, String value, String why) {
        IngestException refused = refused(OracleTargets.with(Map.of("service_name", "s", name, value)));
        assertTrue(
                refused.getMessage().startsWith("Cannot use the connection parameter " + name + " of [sources.erp]: "),
                refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s)(HOST=evil", "a b", "x=y", "'s'"})
    void aNameNeverLeavesItsPlaceInTheDescriptor(String name) {
        assertTrue(refused(OracleTargets.with(Map.of("service_name", name)))
                .getMessage()
                .contains("holds a character that no such name has"));
    }

    @Test
    void anAccountOfTheMachineNeedsAWalletOrKerberos() {
        Login login = new Login.Integrated();
        assertTrue(refused(OracleTargets.at("db", 1521, login, Map.of("sid", "X")))
                .getMessage()
                .contains("nobody says as whom"));
        assertEquals(
                List.of(),
                OracleConnector.check(
                        OracleTargets.at("db", 1521, login, Map.of("sid", "X", "wallet_location", "/secure/wallet"))));
    }

    @Test
    void aTokenNeedsTheScopeThatItIsShownTo() {
        Login login = new Login.Token(scope -> new Secret("token of " + scope));
        assertTrue(refused(OracleTargets.at("db", 1521, login, Map.of("sid", "X")))
                .getMessage()
                .contains("token_scope"));
        assertEquals(
                List.of(),
                OracleConnector.check(
                        OracleTargets.at("db", 1521, login, Map.of("sid", "X", "token_scope", "https://db/.default"))));
    }
}
