package dev.ingest.source.jdbc.postgres;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.JdbcServer;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import dev.ingest.source.jdbc.postgres.copy.BulkSocketFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/** Connection parameters as libpq, SQLAlchemy and dlt's users write them, as the driver's properties. */
final class PostgresProperties {
    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");
    private static final Set<PGProperty> NUMBERS = Set.of(
            PGProperty.CANCEL_SIGNAL_TIMEOUT,
            PGProperty.CONNECT_TIMEOUT,
            PGProperty.GSS_RESPONSE_TIMEOUT,
            PGProperty.HOST_RECHECK_SECONDS,
            PGProperty.LOGIN_TIMEOUT,
            PGProperty.MAX_SEND_BUFFER_SIZE,
            PGProperty.RECEIVE_BUFFER_SIZE,
            PGProperty.SCRAM_MAX_ITERATIONS,
            PGProperty.SEND_BUFFER_SIZE,
            PGProperty.SOCKET_TIMEOUT,
            PGProperty.SSL_RESPONSE_TIMEOUT);
    private static final Set<PGProperty> FLAGS = Set.of(
            PGProperty.GSS_USE_DEFAULT_CREDS,
            PGProperty.JAAS_LOGIN,
            PGProperty.LOAD_BALANCE_HOSTS,
            PGProperty.TCP_KEEP_ALIVE,
            PGProperty.TCP_NO_DELAY,
            PGProperty.USE_SPNEGO);
    private static final List<String> VERIFYING = List.of("verify-ca", "verify-full");
    private static final String SYSTEM = "system";

    private final JdbcTarget target;
    private final Properties properties = new Properties();
    private final List<String> withoutEffect = new ArrayList<>();

    private PostgresProperties(JdbcTarget target) {
        this.target = target;
        set(PGProperty.APPLICATION_NAME, "ingest");
        // So that the driver names itself when it starts a session, and DISCARD ALL does not make it forget the name.
        set(PGProperty.ASSUME_MIN_SERVER_VERSION, "9.0");
        set(PGProperty.TCP_KEEP_ALIVE, "true");
        set(PGProperty.PREPARE_THRESHOLD, "0");
        set(PGProperty.SOCKET_FACTORY, BulkSocketFactory.class.getName());
        set(
                PGProperty.CONNECT_TIMEOUT,
                Long.toString(Math.max(1, target.connectTimeout().toSeconds())));
        new TreeMap<>(target.parameters()).forEach(this::take);
        if (property(PGProperty.LOGIN_TIMEOUT).isEmpty()) {
            set(PGProperty.LOGIN_TIMEOUT, property(PGProperty.CONNECT_TIMEOUT));
        }
        settleCertificates();
        if (!(target.login() instanceof Login.Password login)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to " + target.place()
                            + ": PostgreSQL is read as a user of the database. Set username" + " and password in ["
                            + target.section() + "].");
        }
        set(PGProperty.USER, login.username());
        login.password().ifPresent(password -> set(PGProperty.PASSWORD, password.reveal()));
    }

    /**
     * What the driver is given for {@code target}, password included.
     *
     * @throws IngestException (CONFIG) naming a parameter that is unknown, refused or has no such value
     */
    static PostgresProperties of(JdbcTarget target) {
        return new PostgresProperties(target);
    }

    /** Opens connections to the target's servers. */
    PGSimpleDataSource dataSource() {
        PGSimpleDataSource driver = new PostgresConnections();
        List<JdbcServer> servers = servers();
        driver.setServerNames(servers.stream().map(JdbcServer::host).toArray(String[]::new));
        driver.setPortNumbers(servers.stream().mapToInt(JdbcServer::port).toArray());
        driver.setDatabaseName(target.database());
        for (String name : properties.stringPropertyNames()) {
            try {
                driver.setProperty(name, properties.getProperty(name));
            } catch (SQLException | RuntimeException refused) {
                throw refused(name, "the driver refuses its value. Correct it");
            }
        }
        return driver;
    }

    /** A sentence for each parameter that comes to nothing. */
    List<String> withoutEffect() {
        return List.copyOf(withoutEffect);
    }

    /** The mode of TLS as the driver has it; empty when nobody chose one. */
    String tlsMode() {
        return property(PGProperty.SSL_MODE).toLowerCase(Locale.ROOT);
    }

    /** How long one attempt to connect may take, in seconds. */
    long connectSeconds() {
        return Long.parseLong(property(PGProperty.LOGIN_TIMEOUT));
    }

    private List<JdbcServer> servers() {
        try {
            return target.servers();
        } catch (IllegalArgumentException wrong) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the host of [" + target.section() + "]: " + wrong.getMessage() + ".");
        }
    }

    private void take(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "client_encoding" -> takeEncoding(name, value);
            case "ssl" -> takeSsl(name, value);
            case "ssl_min_protocol_version" -> takeLeastTls(name, value);
            case "fallback_application_name" -> {
                if (property(PGProperty.APPLICATION_NAME).equals("ingest")) {
                    set(PGProperty.APPLICATION_NAME, value);
                }
            }
            default -> {
                if (PostgresParameters.isWithoutEffect(lower)) {
                    comesToNothing("The connection parameter " + name, "");
                    return;
                }
                PGProperty property = PostgresParameters.property(lower)
                        .orElseThrow(() -> refused(name, PostgresParameters.refusal(lower)));
                set(property, checked(name, property, translated(name, lower, value)));
            }
        }
    }

    /** The driver speaks UTF-8 with every server. */
    private void takeEncoding(String name, String value) {
        if (!value.replaceAll("[-_]", "").matches("(?i)utf8|unicode|auto|")) {
            comesToNothing("The connection parameter " + name, ": everything is read as UTF-8");
        }
    }

    /** The driver knows true and false alone, and takes every other word for false; asyncpg's users write the mode here. */
    private void takeSsl(String name, String value) {
        switch (value.toLowerCase(Locale.ROOT)) {
            case "", "true", "1", "on", "yes" -> set(PGProperty.SSL_MODE, "verify-full");
            case "false", "0", "off", "no" -> set(PGProperty.SSL_MODE, "disable");
            default -> set(PGProperty.SSL_MODE, checked(name, PGProperty.SSL_MODE, value));
        }
    }

    /** Java begins with TLS 1.2. */
    private void takeLeastTls(String name, String value) {
        if (!value.matches("(?i)TLSv1(\\.[12])?|")) {
            throw refused(
                    name,
                    "Java sets it for all its connections. Remove it, and start with"
                            + " -Djdk.tls.client.protocols=TLSv1.3");
        }
    }

    private String translated(String name, String lower, String value) {
        return switch (lower) {
            case "keepalives" -> value.equals("0") ? "false" : "true";
            case "target_session_attrs" -> {
                String type = SERVER_TYPES.get(value.toLowerCase(Locale.ROOT));
                if (type == null) {
                    throw refused(
                            name,
                            notOneOf(
                                    value,
                                    SERVER_TYPES.keySet().stream().sorted().toList()));
                }
                yield type;
            }
            case "load_balance_hosts" ->
                switch (value) {
                    case "disable" -> "false";
                    case "random" -> "true";
                    default -> throw refused(name, notOneOf(value, List.of("disable", "random")));
                };
            case "options" -> sessionSettings(name, value);
            default -> value;
        };
    }

    /** Settings of the session that each transaction pins come to nothing; one that changes the encoding ends the connection. */
    private String sessionSettings(String name, String value) {
        for (String setting : PostgresSession.pinned()) {
            if (value.matches("(?is).*(-c\\s*|--)" + setting.replace("_", "[-_]") + "\\s*=.*")) {
                comesToNothing(
                        "The setting " + setting + " in the connection parameter " + name, ": the reading sets it");
            }
        }
        if (value.matches("(?is).*(-c\\s*|--)client[-_]encoding\\s*=.*")) {
            throw refused(name, "it sets client_encoding, and everything is read as UTF-8. Remove that");
        }
        return value;
    }

    private String checked(String name, PGProperty property, String value) {
        String[] choices = property.getChoices();
        if (NUMBERS.contains(property)) {
            boolean mayBeNone = property != PGProperty.CONNECT_TIMEOUT && property != PGProperty.LOGIN_TIMEOUT;
            if (!value.matches("\\d{1,9}") || (!mayBeNone && Integer.parseInt(value) == 0)) {
                throw refused(name, "its value is no whole number" + (mayBeNone ? "" : " from 1 on") + ". Correct it");
            }
        } else if (FLAGS.contains(property)) {
            if (!value.matches("(?i)true|false")) {
                throw refused(name, notOneOf(value, List.of("true", "false")));
            }
        } else if (choices != null && property != PGProperty.REQUIRE_AUTH) {
            return Arrays.stream(choices)
                    .filter(choice -> choice.equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> refused(name, notOneOf(value, List.of(choices))));
        } else if (choices != null && !List.of(choices).containsAll(List.of(value.split("\\s*,\\s*", -1)))) {
            throw refused(name, notOneOf(value, List.of(choices)));
        }
        return value;
    }

    private static String notOneOf(String value, List<String> choices) {
        return "'" + value + "' is not one of " + String.join(", ", choices) + ". Correct it";
    }

    /**
     * libpq holds the server against a root certificate in the mode {@code require} too, the driver does not; {@code system}
     * is libpq's word for the authorities that the machine trusts.
     */
    private void settleCertificates() {
        String root = property(PGProperty.SSL_ROOT_CERT);
        String mode = tlsMode();
        if (root.isEmpty()) {
            return;
        }
        if (root.equals(SYSTEM)) {
            if (!mode.isEmpty() && !mode.equals("verify-full")) {
                throw refused("sslrootcert", "'system' goes with sslmode = \"verify-full\" alone. Set that");
            }
            set(PGProperty.SSL_MODE, "verify-full");
            set(PGProperty.SSL_FACTORY, DefaultJavaSSLFactory.class.getName());
            properties.remove(PGProperty.SSL_ROOT_CERT.getName());
        } else if (mode.equals("require")) {
            set(PGProperty.SSL_MODE, "verify-ca");
        } else if (!VERIFYING.contains(mode)) {
            comesToNothing(
                    "The connection parameter sslrootcert", ": nothing is verified unless sslmode is \"verify-full\"");
            return;
        }
        if (!root.equals(SYSTEM) && !Files.isReadable(Path.of(root))) {
            throw refused(
                    "sslrootcert",
                    "there is no readable file " + Path.of(root).toAbsolutePath()
                            + ". Put the certificate of the server's authority there, in PEM form");
        }
    }

    private String property(PGProperty property) {
        return properties.getProperty(property.getName(), "");
    }

    private void set(PGProperty property, String value) {
        properties.setProperty(property.getName(), value);
    }

    private void comesToNothing(String what, String why) {
        withoutEffect.add(what + " of [" + target.section() + "] is without effect" + why + ".");
    }

    private IngestException refused(String name, String why) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot use the connection parameter " + name + " of [" + target.section() + "]: " + why
                        + (why.endsWith("?") ? "" : "."));
    }
}
