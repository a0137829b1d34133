package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.option.RowSecurity;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

/** Every parameter of a connection string does what it says, is named as without effect, or is refused. */
class PostgresParametersTest {
    /** The parameters of libpq 18. */
    private static final List<String> LIBPQ =
            List.of(("host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout"
                            + " client_encoding options application_name fallback_application_name keepalives"
                            + " keepalives_idle keepalives_interval keepalives_count tcp_user_timeout replication"
                            + " gssencmode sslmode requiressl sslnegotiation sslcompression sslcert sslkey sslkeylogfile"
                            + " sslpassword sslcertmode sslrootcert sslcrl sslcrldir sslsni requirepeer"
                            + " ssl_min_protocol_version ssl_max_protocol_version min_protocol_version"
                            + " max_protocol_version krbsrvname gsslib gssdelegation scram_client_key scram_server_key"
                            + " service servicefile target_session_attrs load_balance_hosts oauth_issuer"
                            + " oauth_client_id oauth_client_secret oauth_scope")
                    .split(" ", -1));

    private static JdbcTarget target(String host, Map<String, String> parameters) {
        return new JdbcTarget(
                "sources.test",
                DatabaseKind.POSTGRESQL,
                host,
                5432,
                "sales",
                new Login.Password("reader", Optional.of(new Secret("pass-word-of-ours"))),
                parameters,
                Duration.ofSeconds(30),
                RowSecurity.FAIL);
    }

    private static List<String> check(String name, String value) {
        return PostgresConnector.check(target("db.example.org", Map.of(name, value)));
    }

    private static IngestException refusal(String name, String value) {
        IngestException refusal = assertThrows(IngestException.class, () -> check(name, value));
        assertEquals(FailureKind.CONFIG, refusal.kind());
        return refusal;
    }

    private static String driver(PGProperty property, Map<String, String> parameters) throws SQLException {
        return PostgresProperties.of(target("db.example.org", parameters))
                .dataSource()
                .getProperty(property);
    }

    @Test
    void noParameterOfLibpqOrTheDriverIsUnknown() {
        for (String name : LIBPQ) {
            assertKnown(name);
        }
        for (PGProperty property : PGProperty.values()) {
            assertKnown(property.getName());
        }
    }

    private static void assertKnown(String name) {
        assertTrue(
                PostgresParameters.property(name).isPresent()
                        || PostgresParameters.isWithoutEffect(name)
                        || List.of("client_encoding", "ssl_min_protocol_version")
                                .contains(name)
                        || !PostgresParameters.refusal(name).contains("neither libpq"),
                name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmode|bogus|'bogus' is not one of disable, allow, prefer, require, verify-ca, verify-full",
                "ssl|bogus|'bogus' is not one of disable",
                "target_session_attrs|readwrite|'readwrite' is not one of any, prefer-standby, primary, read-only",
                "gssencmode|sometimes|'sometimes' is not one of disable, allow, prefer, require",
                "channel_binding|yes|'yes' is not one of",
                "require_auth|scram|'scram' is not one of",
                "load_balance_hosts|yes|'yes' is not one of disable, random",
                "connect_timeout|soon|its value is no whole number from 1 on",
                "connect_timeout|0|its value is no whole number from 1 on",
                "socketTimeout|10s|its value is no whole number",
                "tcpNoDelay|maybe|'maybe' is not one of true, false",
                "ssl_min_protocol_version|TLSv1.3|-Djdk.tls.client.protocols",
                "options|-c client_encoding=latin1|it sets client_encoding",
                "sslmod|require|Did you mean 'sslmode'?",
                "conect_timeout|5|Did you mean 'connect_timeout'?",
                "sslrootcert|/no/such.crt|no readable file"
            })
    void aValueThatCannotBeIsRefusedBeforeAnybodyConnects(String name, String value, String why) {
        IngestException refusal = assertThrows(
                IngestException.class,
                () -> PostgresConnector.check(target(
                        "db.example.org",
                        name.equals("sslrootcert")
                                ? Map.of(name, value, "sslmode", "verify-full")
                                : Map.of(name, value))));
        assertEquals(FailureKind.CONFIG, refusal.kind());
        assertTrue(
                refusal.getMessage().startsWith("Cannot use the connection parameter " + name + " of [sources.test]: "),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory",
                "SOCKETFACTORY",
                "socketFactoryArg",
                "sslfactory",
                "sslfactoryarg",
                "sslhostnameverifier",
                "sslpasswordcallback",
                "authenticationPluginClassName",
                "xmlFactoryFactory",
                "connectExecutor",
                "classLoaderStrategy"
            })
    void whatLoadsClassesIsRefused(String name) {
        assertTrue(refusal(name, "java.lang.Object").getMessage().contains("it names code for the driver to run"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PGHOST", "pghost", "PGPORT", "PGDBNAME", "service", "host", "port", "dbname", "user", "hostaddr"
            })
    void whatLeadsElsewhereIsRefused(String name) {
        assertTrue(refusal(name, "1").getMessage().contains("it says elsewhere where to connect"));
    }

    @ParameterizedTest
    @CsvSource({
        "keepalives_idle, 30",
        "tcp_user_timeout, 1000",
        "passfile, /x",
        "client_encoding, latin1",
        "executemany_mode, values",
        "prepareThreshold, 5",
        "options, -c statement_timeout=5s",
        "options, --TimeZone=Asia/Tokyo",
        "sslrootcert, /etc/ca.pem"
    })
    void whatComesToNothingIsNamed(String name, String value) {
        List<String> named = check(name, value);
        assertEquals(1, named.size());
        assertTrue(named.get(0).contains(name) && named.get(0).contains("is without effect"), named.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "client_encoding, utf8",
        "ssl_min_protocol_version, TLSv1.2",
        "options, -csearch_path=sales",
        "keepalives, 1",
        "connect_timeout, 5"
    })
    void whatDoesWhatItSaysIsNotNamed(String name, String value) {
        assertEquals(List.of(), check(name, value));
    }

    @Test
    void theDriverIsToldInItsOwnWords() throws SQLException {
        assertEquals("primary", driver(PGProperty.TARGET_SERVER_TYPE, Map.of("target_session_attrs", "read-write")));
        assertEquals("false", driver(PGProperty.TCP_KEEP_ALIVE, Map.of("keepalives", "0")));
        assertEquals("true", driver(PGProperty.LOAD_BALANCE_HOSTS, Map.of("load_balance_hosts", "random")));
        assertEquals("7", driver(PGProperty.CONNECT_TIMEOUT, Map.of("connect_timeout", "7")));
        assertEquals("7", driver(PGProperty.LOGIN_TIMEOUT, Map.of("connect_timeout", "7")));
        assertEquals("30", driver(PGProperty.CONNECT_TIMEOUT, Map.of()));
        assertEquals("x", driver(PGProperty.APPLICATION_NAME, Map.of("fallback_application_name", "x")));
        assertEquals(
                "y",
                driver(PGProperty.APPLICATION_NAME, Map.of("fallback_application_name", "x", "application_name", "y")));
        assertEquals("verify-full", driver(PGProperty.SSL_MODE, Map.of("sslmode", "VERIFY-FULL")));
    }

    /** asyncpg's users write the mode here; the driver would take the word for false and go on without TLS. */
    @ParameterizedTest
    @CsvSource({"require, require", "true, verify-full", "false, disable", "verify-ca, verify-ca"})
    void sslNeverMeansLessThanItSays(String value, String mode) throws SQLException {
        assertEquals(mode, driver(PGProperty.SSL_MODE, Map.of("ssl", value)));
    }

    @Test
    void aRootCertificateIsHeldAgainstTheServer(@TempDir Path folder) throws SQLException, IOException {
        String file = Files.writeString(folder.resolve("ca.pem"), "x").toString();
        assertEquals("verify-ca", driver(PGProperty.SSL_MODE, Map.of("sslrootcert", file, "sslmode", "require")));
        assertEquals("verify-full", driver(PGProperty.SSL_MODE, Map.of("sslrootcert", "system")));
        assertEquals(
                "org.postgresql.ssl.DefaultJavaSSLFactory",
                driver(PGProperty.SSL_FACTORY, Map.of("sslrootcert", "system")));
        IngestException weak = assertThrows(
                IngestException.class,
                () -> driver(PGProperty.SSL_MODE, Map.of("sslrootcert", "system", "sslmode", "require")));
        assertTrue(weak.getMessage().contains("goes with sslmode = \"verify-full\" alone"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db|db:5432",
                "one,two:5433|one:5432, two:5433",
                "::1|::1:5432",
                "[::1]:6000,two|::1:6000, two:5432"
            })
    void severalServersMayBeNamed(String host, String place) {
        assertEquals("PostgreSQL sales at " + place, target(host, Map.of()).place());
    }

    @Test
    void onlyAConnectionThatLeavesThisMachineWantsTls() {
        PostgresEncryption far = new PostgresEncryption(target("192.0.2.7", Map.of()), "prefer");
        assertTrue(far.leavesThisMachine());
        assertTrue(far.question().isPresent());
        assertTrue(far.warning()
                .startsWith("The connection to PostgreSQL sales at 192.0.2.7:5432 is not encrypted: what is read can be"
                        + " read on the way too. Set sslmode = \"require\" in [sources.test.query];"));
        assertEquals(Optional.empty(), new PostgresEncryption(target("192.0.2.7", Map.of()), "verify-full").question());
        PostgresEncryption near = new PostgresEncryption(target("127.0.0.2,::1,localhost", Map.of()), "");
        assertEquals(Optional.empty(), near.question());
        assertTrue(!near.leavesThisMachine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/run/postgresql", "one,,two", "one:99999", "one:x"})
    void aHostThatIsNoneIsRefused(String host) {
        IngestException refusal =
                assertThrows(IngestException.class, () -> PostgresConnector.check(target(host, Map.of())));
        assertTrue(refusal.getMessage().startsWith("Cannot use the host of [sources.test]: "), refusal.getMessage());
    }
}
