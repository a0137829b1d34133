package dev.ingest.source.jdbc;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGProperty;

/** Connection parameters as libpq, psycopg2 and dlt's users write them, in the driver's names. */
final class PostgresProperties {
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("target_session_attrs", "targetServerType"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("krbsrvname", "kerberosServerName"),
            Map.entry("require_auth", "requireAuth"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("keepalives", "tcpKeepAlive"));

    /** Parameters that have nothing to say to this driver, or that every session pins. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "client_encoding",
            "driver",
            "keepalives_idle",
            "keepalives_interval",
            "keepalives_count",
            "tcp_user_timeout",
            "sslcompression",
            "sslsni",
            "gsslib");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private PostgresProperties() {}

    /**
     * The driver's properties for {@code target}, password included.
     *
     * @throws IngestException (CONFIG) naming a parameter that neither libpq nor the driver knows
     */
    static Properties of(JdbcTarget target) {
        Properties properties = new Properties();
        set(properties, PGProperty.APPLICATION_NAME, "ingest");
        set(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        set(properties, PGProperty.PREPARE_THRESHOLD, "0");
        set(properties, PGProperty.SOCKET_FACTORY, BulkSocketFactory.class.getName());
        String seconds = Long.toString(Math.max(1, target.connectTimeout().toSeconds()));
        set(properties, PGProperty.CONNECT_TIMEOUT, seconds);
        target.parameters().forEach((name, value) -> add(properties, target, name, value));
        set(properties, PGProperty.LOGIN_TIMEOUT, properties.getProperty(PGProperty.CONNECT_TIMEOUT.getName()));
        set(properties, PGProperty.USER, target.username());
        target.password().ifPresent(password -> set(properties, PGProperty.PASSWORD, password.reveal()));
        return properties;
    }

    private static void add(Properties properties, JdbcTarget target, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (WITHOUT_EFFECT.contains(lower)) {
            return;
        }
        PGProperty property = property(RENAMED.getOrDefault(lower, name))
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot use the connection parameter " + name + " of " + target.section()
                                + ": neither libpq nor the JDBC driver knows it. Remove it from [" + target.section()
                                + ".query]."));
        set(properties, property, driverValue(lower, value));
    }

    private static String driverValue(String parameter, String value) {
        return switch (parameter) {
            case "keepalives" -> value.equals("0") ? "false" : "true";
            case "target_session_attrs" -> SERVER_TYPES.getOrDefault(value, value);
            default -> value;
        };
    }

    private static Optional<PGProperty> property(String name) {
        for (PGProperty property : PGProperty.values()) {
            if (property.getName().equalsIgnoreCase(name)) {
                return Optional.of(property);
            }
        }
        return Optional.empty();
    }

    private static void set(Properties properties, PGProperty property, String value) {
        properties.setProperty(property.getName(), value);
    }
}
