package dev.ingest.source.jdbc.oracle;

import static java.util.Map.entry;

import dev.ingest.job.name.NearMatch;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oracle.jdbc.OracleConnection;

/**
 * What the connection parameters of SQLAlchemy, python-oracledb and the driver come to: each is passed on, is without
 * effect, or is refused. Names are compared without regard to case.
 */
final class OracleParameters {
    /** By the names that users of Python know them by; what is said of the way there goes into the descriptor. */
    private static final Map<String, String> TRANSLATED = Map.ofEntries(
            entry("cclass", OracleConnection.CONNECTION_PROPERTY_CONNECTION_CLASS),
            entry("disable_oob", OracleConnection.CONNECTION_PROPERTY_THIN_NET_DISABLE_OUT_OF_BAND_BREAK),
            entry("edition", OracleConnection.CONNECTION_PROPERTY_EDITION_NAME),
            entry("https_proxy", OracleConnection.CONNECTION_PROPERTY_THIN_HTTPS_PROXY_HOST),
            entry("https_proxy_port", OracleConnection.CONNECTION_PROPERTY_THIN_HTTPS_PROXY_PORT),
            entry("machine", OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_MACHINE),
            entry("osuser", OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_OSUSER),
            entry("program", OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_PROGRAM),
            entry("ssl_server_cert_dn", OracleConnection.CONNECTION_PROPERTY_THIN_SSL_SERVER_CERT_DN),
            entry("ssl_server_dn_match", OracleConnection.CONNECTION_PROPERTY_THIN_SSL_SERVER_DN_MATCH),
            entry("terminal", OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_TERMINAL),
            entry("use_sni", OracleConnection.CONNECTION_PROPERTY_NET_USE_SNI),
            entry("wallet_location", OracleConnection.CONNECTION_PROPERTY_WALLET_LOCATION),
            entry("wallet_password", OracleConnection.CONNECTION_PROPERTY_WALLET_PASSWORD));

    private static final Map<String, String> PASSED = lower(
            OracleConnection.CONNECTION_PROPERTY_ALLOWED_LOGON_VERSION,
            OracleConnection.CONNECTION_PROPERTY_CONNECTION_CLASS,
            OracleConnection.CONNECTION_PROPERTY_CONNECTION_PURITY,
            OracleConnection.CONNECTION_PROPERTY_DOWN_HOSTS_TIMEOUT,
            OracleConnection.CONNECTION_PROPERTY_EDITION_NAME,
            OracleConnection.CONNECTION_PROPERTY_INTERNAL_LOGON,
            OracleConnection.CONNECTION_PROPERTY_NETWORK_COMPRESSION,
            OracleConnection.CONNECTION_PROPERTY_NETWORK_COMPRESSION_LEVELS,
            OracleConnection.CONNECTION_PROPERTY_NETWORK_COMPRESSION_THRESHOLD,
            OracleConnection.CONNECTION_PROPERTY_NET_KEEPALIVE,
            OracleConnection.CONNECTION_PROPERTY_NET_USE_SNI,
            OracleConnection.CONNECTION_PROPERTY_PROXY_CLIENT_NAME,
            OracleConnection.CONNECTION_PROPERTY_SOCKS_PROXY_HOST,
            OracleConnection.CONNECTION_PROPERTY_SOCKS_PROXY_PORT,
            OracleConnection.CONNECTION_PROPERTY_SSL_CONTEXT_PROTOCOL,
            OracleConnection.CONNECTION_PROPERTY_TCP_KEEPCOUNT,
            OracleConnection.CONNECTION_PROPERTY_TCP_KEEPIDLE,
            OracleConnection.CONNECTION_PROPERTY_TCP_KEEPINTERVAL,
            OracleConnection.CONNECTION_PROPERTY_THIN_HTTPS_PROXY_HOST,
            OracleConnection.CONNECTION_PROPERTY_THIN_HTTPS_PROXY_PORT,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_KEYSTORE,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_KEYSTOREPASSWORD,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_KEYSTORETYPE,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTORE,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTOREPASSWORD,
            OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTORETYPE,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_ALLOW_WEAK_CRYPTO,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_AUTHENTICATION_KRB5_CC_NAME,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_AUTHENTICATION_KRB5_MUTUAL,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_AUTHENTICATION_KRB_REALM,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_AUTHENTICATION_SERVICES,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_CHECKSUM_LEVEL,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_CHECKSUM_TYPES,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_CONNECT_TIMEOUT,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_DISABLE_OUT_OF_BAND_BREAK,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_ENCRYPTION_LEVEL,
            OracleConnection.CONNECTION_PROPERTY_THIN_NET_ENCRYPTION_TYPES,
            OracleConnection.CONNECTION_PROPERTY_THIN_OUTBOUND_CONNECT_TIMEOUT,
            OracleConnection.CONNECTION_PROPERTY_THIN_READ_TIMEOUT,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_ALLOW_WEAK_DN_MATCH,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_CERTIFICATE_ALIAS,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_CERTIFICATE_THUMBPRINT,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_CIPHER_SUITES,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_SERVER_CERT_DN,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_SERVER_DN_MATCH,
            OracleConnection.CONNECTION_PROPERTY_THIN_SSL_VERSION,
            OracleConnection.CONNECTION_PROPERTY_THIN_TCP_NO_DELAY,
            OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_MACHINE,
            OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_OSUSER,
            OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_PROGRAM,
            OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_TERMINAL,
            OracleConnection.CONNECTION_PROPERTY_WALLET_LOCATION,
            OracleConnection.CONNECTION_PROPERTY_WALLET_PASSWORD);

    /** They shape what this program does not do with the driver, or what it settles itself. */
    private static final Map<String, String> WITHOUT_EFFECT = lower(
            // python-oracledb, cx_Oracle, SQLAlchemy
            "appcontext",
            "arraysize",
            "auto_convert_lobs",
            "coerce_to_decimal",
            "config_dir",
            "driver",
            "driver_name",
            "encoding",
            "encoding_errors",
            "events",
            "expire_time",
            "max_identifier_length",
            "nencoding",
            "pool_boundary",
            "pool_name",
            "pool_size",
            "ssl_context",
            "stmtcachesize",
            "thick_mode",
            "threaded",
            "use_ansi",
            "use_tcp_fast_open",
            // the driver
            OracleConnection.CONNECTION_PROPERTY_AUTOCOMMIT,
            OracleConnection.CONNECTION_PROPERTY_DEFAULT_LOB_PREFETCH_SIZE,
            OracleConnection.CONNECTION_PROPERTY_DEFAULT_ROW_PREFETCH,
            OracleConnection.CONNECTION_PROPERTY_FAN_ENABLED,
            OracleConnection.CONNECTION_PROPERTY_IMPLICIT_STATEMENT_CACHE_SIZE,
            OracleConnection.CONNECTION_PROPERTY_INCLUDE_SYNONYMS,
            OracleConnection.CONNECTION_PROPERTY_LOGIN_TIMEOUT,
            OracleConnection.CONNECTION_PROPERTY_MAP_DATE_TO_TIMESTAMP,
            OracleConnection.CONNECTION_PROPERTY_REPORT_REMARKS,
            OracleConnection.CONNECTION_PROPERTY_TIMEZONE_AS_REGION,
            OracleConnection.CONNECTION_PROPERTY_TNS_ADMIN);

    private static final String ELSEWHERE = "it says elsewhere where to connect, or as whom. Write host, port,"
            + " service_name, username and password as keys of their own";
    private static final String FILES = "it has the driver read a file of its own or write one. Remove it";
    private static final Map<String, String> REFUSED = Map.ofEntries(
            entry("dsn", ELSEWHERE),
            entry("host", ELSEWHERE),
            entry("port", ELSEWHERE),
            entry("user", ELSEWHERE),
            entry("username", ELSEWHERE),
            entry("password", ELSEWHERE),
            entry("newpassword", "passwords are not changed here. Remove it"),
            entry("debug_jdwp", "it opens the server's code to a debugger. Remove it"),
            entry("oracle.jdbc.debugjdwp", "it opens the server's code to a debugger. Remove it"),
            entry("oracle.jdbc.config.file", FILES),
            entry("oracle.jdbc.ociconfigfile", FILES),
            entry("oracle.jdbc.diagnostic.enablelogging", FILES),
            entry("oracle.jdbc.diagnostic.permitsensitivediagnostics", "it would show what is secret. Remove it"),
            entry("oracle.jdbc.accesstoken", ELSEWHERE));

    /** Looked at by this program itself. */
    static final Set<String> OWN = Set.of(
            "service_name",
            "sid",
            "descriptor",
            "mode",
            "protocol",
            "purity",
            "retry_count",
            "retry_delay",
            "sdu",
            "server_type",
            "tcp_connect_timeout",
            "token_scope");

    private OracleParameters() {}

    /** The driver's property; absent for parameters that are not passed on as they are. */
    static Optional<String> property(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TRANSLATED.get(lower)).or(() -> Optional.ofNullable(PASSED.get(lower)));
    }

    static boolean isWithoutEffect(String name) {
        return WITHOUT_EFFECT.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Why a parameter is not taken, and the way out. */
    static String refusal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String reason = REFUSED.get(lower);
        if (reason != null) {
            return reason;
        }
        Set<String> known = Stream.of(TRANSLATED.keySet(), OWN, Set.copyOf(PASSED.values()), WITHOUT_EFFECT.keySet())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        return "neither python-oracledb nor this program knows it. Remove it" + NearMatch.question(name, known);
    }

    private static Map<String, String> lower(String... names) {
        return Arrays.stream(names)
                .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));
    }
}
