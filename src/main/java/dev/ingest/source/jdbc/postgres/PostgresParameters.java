package dev.ingest.source.jdbc.postgres;

import static java.util.Map.entry;

import dev.ingest.job.name.NearMatch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * What the connection parameters of libpq, of SQLAlchemy's dialects and of the driver come to: each is passed on, is
 * without effect, or is refused. Names are compared without regard to case.
 */
final class PostgresParameters {
    private static final Map<String, PGProperty> PASSED = passed();

    /** They shape what this program does not do with the driver, or what every session pins. */
    private static final Set<String> WITHOUT_EFFECT = lower(
            // libpq
            "gssdelegation",
            "keepalives_count",
            "keepalives_idle",
            "keepalives_interval",
            "max_protocol_version",
            "min_protocol_version",
            "oauth_client_id",
            "oauth_client_secret",
            "oauth_issuer",
            "oauth_scope",
            "passfile",
            "requirepeer",
            "scram_client_key",
            "scram_server_key",
            "ssl_max_protocol_version",
            "sslcertmode",
            "sslcompression",
            "sslkeylogfile",
            "sslsni",
            "tcp_user_timeout",
            "authtype",
            "tty",
            // SQLAlchemy, its drivers, and what dlt's users copy from other tools
            "async_fallback",
            "command_timeout",
            "cxprotocol",
            "driver",
            "executemany_batch_page_size",
            "executemany_mode",
            "executemany_values_page_size",
            "isolation_level",
            "max_cached_statement_lifetime",
            "native_inet_types",
            "pool_size",
            "prepare_threshold",
            "prepared_statement_cache_size",
            "prepared_statement_name_func",
            "protocol",
            "server_side_cursors",
            "statement_cache_size",
            "use_native_hstore",
            "use_native_unicode",
            // the driver
            "adaptiveFetch",
            "adaptiveFetchMaximum",
            "adaptiveFetchMinimum",
            "allowEncodingChanges",
            "assumeMinServerVersion",
            "autosave",
            "binaryTransfer",
            "binaryTransferDisable",
            "binaryTransferEnable",
            "cleanupSavepoints",
            "convertBooleanToNumeric",
            "databaseMetadataCacheFields",
            "databaseMetadataCacheFieldsMiB",
            "defaultRowFetchSize",
            "disableColumnSanitiser",
            "escapeSyntaxCallMode",
            "flushCacheOnDdl",
            "groupStartupParameters",
            "hideUnprivilegedObjects",
            "loggerLevel",
            "logServerErrorDetail",
            "logUnclosedConnections",
            "maxResultBuffer",
            "preferQueryMode",
            "prepareThreshold",
            "preparedStatementCacheQueries",
            "preparedStatementCacheSizeMiB",
            "protocolVersion",
            "queryTimeout",
            "quoteReturningIdentifiers",
            "readOnly",
            "readOnlyMode",
            "reWriteBatchedInserts",
            "reWriteBatchedInsertsSize",
            "stringtype",
            "unknownLength");

    private static final String ELSEWHERE =
            "it says elsewhere where to connect, or as whom. Write host, port, database,"
                    + " username and password as keys of their own";
    private static final String CODE = "it names code for the driver to run. Remove it";
    private static final String UNCHECKED = "the driver checks no revocation lists. Remove it";

    private static final Map<String, String> REFUSED = Map.ofEntries(
            entry("authenticationpluginclassname", CODE),
            entry("classloaderstrategy", CODE),
            entry("connectexecutor", CODE),
            entry("connectexecutorarg", CODE),
            entry("socketfactory", CODE),
            entry("socketfactoryarg", CODE),
            entry("sslfactory", CODE),
            entry("sslfactoryarg", CODE),
            entry("sslhostnameverifier", CODE),
            entry("sslpasswordcallback", CODE),
            entry("xmlfactoryfactory", CODE),
            entry("loggerfile", "it has the driver write a file. Remove it"),
            entry("replication", "tables are not read by replication. Remove it"),
            entry("requiressl", "libpq knows it no more. Write sslmode = \"require\""),
            entry("sslcrl", UNCHECKED),
            entry("sslcrldir", UNCHECKED),
            entry("database", ELSEWHERE),
            entry("dbname", ELSEWHERE),
            entry("host", ELSEWHERE),
            entry("hostaddr", ELSEWHERE),
            entry("password", ELSEWHERE),
            entry("pgdbname", ELSEWHERE),
            entry("pghost", ELSEWHERE),
            entry("pgport", ELSEWHERE),
            entry("port", ELSEWHERE),
            entry("service", ELSEWHERE),
            entry("servicefile", ELSEWHERE),
            entry("user", ELSEWHERE),
            entry("username", ELSEWHERE));

    /** Looked at, as the driver has no say in them. */
    private static final Set<String> TRANSLATED = Set.of("client_encoding", "ssl_min_protocol_version");

    private PostgresParameters() {}

    /** The driver's property; absent for parameters that are not passed on. */
    static Optional<PGProperty> property(String name) {
        return Optional.ofNullable(PASSED.get(name.toLowerCase(Locale.ROOT)));
    }

    static boolean isWithoutEffect(String name) {
        return WITHOUT_EFFECT.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Why a parameter is not taken, and the way out. */
    static String refusal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String reason = REFUSED.get(lower);
        if (reason != null) {
            return reason;
        }
        Set<String> known = new TreeSet<>(PASSED.keySet());
        known.addAll(WITHOUT_EFFECT);
        known.addAll(TRANSLATED);
        return "neither libpq nor the JDBC driver knows it. Remove it" + NearMatch.question(lower, known);
    }

    private static Map<String, PGProperty> passed() {
        Map<String, PGProperty> passed = new LinkedHashMap<>();
        Stream.of(
                        PGProperty.APPLICATION_NAME,
                        PGProperty.CANCEL_SIGNAL_TIMEOUT,
                        PGProperty.CHANNEL_BINDING,
                        PGProperty.CONNECT_TIMEOUT,
                        PGProperty.CURRENT_SCHEMA,
                        PGProperty.GSS_ENC_MODE,
                        PGProperty.GSS_LIB,
                        PGProperty.GSS_RESPONSE_TIMEOUT,
                        PGProperty.GSS_USE_DEFAULT_CREDS,
                        PGProperty.HOST_RECHECK_SECONDS,
                        PGProperty.JAAS_APPLICATION_NAME,
                        PGProperty.JAAS_LOGIN,
                        PGProperty.KERBEROS_SERVER_NAME,
                        PGProperty.LOAD_BALANCE_HOSTS,
                        PGProperty.LOCAL_SOCKET_ADDRESS,
                        PGProperty.LOGIN_TIMEOUT,
                        PGProperty.MAX_SEND_BUFFER_SIZE,
                        PGProperty.OPTIONS,
                        PGProperty.PEM_KEY_ALGORITHM,
                        PGProperty.RECEIVE_BUFFER_SIZE,
                        PGProperty.REQUIRE_AUTH,
                        PGProperty.SCRAM_MAX_ITERATIONS,
                        PGProperty.SEND_BUFFER_SIZE,
                        PGProperty.SOCKET_TIMEOUT,
                        PGProperty.SSL,
                        PGProperty.SSL_CERT,
                        PGProperty.SSL_KEY,
                        PGProperty.SSL_MODE,
                        PGProperty.SSL_NEGOTIATION,
                        PGProperty.SSL_PASSWORD,
                        PGProperty.SSL_RESPONSE_TIMEOUT,
                        PGProperty.SSL_ROOT_CERT,
                        PGProperty.SSPI_SERVICE_CLASS,
                        PGProperty.TARGET_SERVER_TYPE,
                        PGProperty.TCP_KEEP_ALIVE,
                        PGProperty.TCP_NO_DELAY,
                        PGProperty.USE_SPNEGO)
                .forEach(property -> passed.put(property.getName().toLowerCase(Locale.ROOT), property));
        passed.put("application_name", PGProperty.APPLICATION_NAME);
        passed.put("fallback_application_name", PGProperty.APPLICATION_NAME);
        passed.put("channel_binding", PGProperty.CHANNEL_BINDING);
        passed.put("connect_timeout", PGProperty.CONNECT_TIMEOUT);
        passed.put("keepalives", PGProperty.TCP_KEEP_ALIVE);
        passed.put("krbsrvname", PGProperty.KERBEROS_SERVER_NAME);
        passed.put("load_balance_hosts", PGProperty.LOAD_BALANCE_HOSTS);
        passed.put("require_auth", PGProperty.REQUIRE_AUTH);
        passed.put("target_session_attrs", PGProperty.TARGET_SERVER_TYPE);
        return Map.copyOf(passed);
    }

    private static Set<String> lower(String... names) {
        return Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
