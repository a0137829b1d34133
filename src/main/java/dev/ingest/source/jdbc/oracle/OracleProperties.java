package dev.ingest.source.jdbc.oracle;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.jdbc.JdbcServer;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oracle.jdbc.AccessToken;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.pool.OracleDataSource;

/** Connection parameters as SQLAlchemy, python-oracledb and the driver's users write them, as the driver's properties. */
final class OracleProperties {
    private static final List<String> MODES =
            List.of("sysdba", "sysoper", "sysbackup", "sysdg", "syskm", "sysasm", "sysrac");
    private static final List<String> YES = List.of("true", "yes", "on", "1");
    private static final List<String> NO = List.of("false", "no", "off", "0");
    private static final int MILLIS = 1_000;

    private final JdbcTarget target;
    private final Properties properties = new Properties();
    private final List<String> withoutEffect = new ArrayList<>();
    /** What a descriptor of ours says beside address and database. */
    private final Map<String, String> address = new TreeMap<>();

    private OracleProperties(JdbcTarget target) {
        this.target = target;
        String millis = Long.toString(Math.max(1, target.connectTimeout().toMillis()));
        set(OracleConnection.CONNECTION_PROPERTY_THIN_NET_CONNECT_TIMEOUT, millis);
        set(OracleConnection.CONNECTION_PROPERTY_THIN_OUTBOUND_CONNECT_TIMEOUT, millis);
        set(OracleConnection.CONNECTION_PROPERTY_NET_KEEPALIVE, "true");
        set(OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_PROGRAM, "ingest");
        // An older server does not know the region of this machine, and refuses the login.
        set(OracleConnection.CONNECTION_PROPERTY_TIMEZONE_AS_REGION, "false");
        // So that N'…' in a condition keeps characters that the database's own set lacks.
        set(OracleConnection.CONNECTION_PROPERTY_CONVERT_NCHAR_LITERALS, "true");
        set(OracleConnection.CONNECTION_PROPERTY_DEFAULT_LOB_PREFETCH_SIZE, Integer.toString(FetchSize.LOB_PREFETCH));
        set(OracleConnection.CONNECTION_PROPERTY_FAN_ENABLED, "false");
        set(OracleConnection.CONNECTION_PROPERTY_ENABLE_ERROR_URL, "false");
        new TreeMap<>(target.parameters()).forEach(this::take);
        checkLogin();
    }

    /**
     * What the driver is given for {@code target}, password included.
     *
     * @throws IngestException (CONFIG) naming a parameter that is unknown, refused or has no such value
     */
    static OracleProperties of(JdbcTarget target) {
        return new OracleProperties(target);
    }

    /** Opens connections to the target. */
    OracleDataSource dataSource() {
        try {
            OracleDataSource driver = new OracleDataSource();
            driver.setURL(url());
            driver.setConnectionProperties(properties);
            driver.setLoginTimeout((int) Math.max(1, target.connectTimeout().toSeconds()));
            if (target.login() instanceof Login.Password login) {
                driver.setUser(login.username());
                login.password().ifPresent(password -> driver.setPassword(password.reveal()));
            } else if (target.login() instanceof Login.Token token) {
                String scope = target.parameters().getOrDefault("token_scope", "");
                driver.setTokenSupplier(() -> AccessToken.createJsonWebToken(
                        token.tokens().token(scope).reveal().toCharArray()));
            }
            return driver;
        } catch (SQLException refused) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to " + target.place() + ": the driver refuses a connection parameter ("
                            + OracleError.line(refused) + "). Correct it in [" + target.section() + ".query].",
                    refused);
        }
    }

    /** A sentence for each parameter that comes to nothing. */
    List<String> withoutEffect() {
        return List.copyOf(withoutEffect);
    }

    /** Where the driver connects to. */
    String url() {
        String descriptor = target.parameters().get("descriptor");
        return "jdbc:oracle:thin:@" + (descriptor == null ? descriptor() : descriptor.strip());
    }

    private String descriptor() {
        String protocol = address.getOrDefault("PROTOCOL", "TCP");
        String servers = servers().stream()
                .map(server -> "(ADDRESS=(PROTOCOL=" + protocol + ")(HOST=" + plain("host", server.host()) + ")(PORT="
                        + server.port() + "))")
                .collect(Collectors.joining());
        String further = further("SDU") + further("RETRY_COUNT") + further("RETRY_DELAY");
        return "(DESCRIPTION=" + further + servers + "(CONNECT_DATA=" + database() + further("SERVER") + "))";
    }

    private String further(String keyword) {
        return address.containsKey(keyword) ? "(" + keyword + "=" + address.get(keyword) + ")" : "";
    }

    private String database() {
        String sid = target.parameters().get("sid");
        return sid == null
                ? "(SERVICE_NAME="
                        + plain("service_name", target.parameters().getOrDefault("service_name", target.database()))
                        + ")"
                : "(SID=" + plain("sid", sid) + ")";
    }

    /** What stands in a descriptor must not end its place there. */
    private String plain(String name, String value) {
        if (!value.matches("[^()=\\s\"'\\\\]+")) {
            throw refused(name, "'" + value + "' holds a character that no such name has. Correct it");
        }
        return value;
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
            case "service_name", "sid", "descriptor", "token_scope" -> {}
            case "protocol" -> takeProtocol(name, value);
            case "mode" -> takeMode(name, value);
            case "purity" ->
                set(
                        OracleConnection.CONNECTION_PROPERTY_CONNECTION_PURITY,
                        chosen(
                                name,
                                value.replaceFirst("(?i)^(oracledb\\.)?purity_", ""),
                                List.of("new", "self", "default")));
            case "server_type" ->
                addressed(name, "SERVER", chosen(name, value, List.of("dedicated", "shared", "pooled")));
            case "sdu" -> addressed(name, "SDU", whole(name, value));
            case "retry_count" -> addressed(name, "RETRY_COUNT", whole(name, value));
            case "retry_delay" -> addressed(name, "RETRY_DELAY", whole(name, value));
            case "tcp_connect_timeout" ->
                set(
                        OracleConnection.CONNECTION_PROPERTY_THIN_NET_CONNECT_TIMEOUT,
                        Long.toString(MILLIS * Long.parseLong(whole(name, value))));
            default -> {
                if (OracleParameters.isWithoutEffect(lower)) {
                    comesToNothing(name);
                } else {
                    String property = OracleParameters.property(lower)
                            .orElseThrow(() -> refused(name, OracleParameters.refusal(name)));
                    set(property, property.equals(lower) || !isFlag(lower) ? value : flag(name, value));
                }
            }
        }
    }

    private void takeProtocol(String name, String value) {
        addressed(name, "PROTOCOL", chosen(name, value, List.of("tcp", "tcps")));
    }

    /** As python-oracledb names it, a constant or its last word. */
    private void takeMode(String name, String value) {
        String mode = value.toLowerCase(Locale.ROOT).replaceFirst("^(oracledb\\.|cx_oracle\\.)?(auth_mode_)?", "");
        if (!mode.equals("default")) {
            set(OracleConnection.CONNECTION_PROPERTY_INTERNAL_LOGON, chosen(name, mode, MODES));
        }
    }

    private static boolean isFlag(String lower) {
        return lower.equals("ssl_server_dn_match") || lower.equals("disable_oob") || lower.equals("use_sni");
    }

    private String flag(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!YES.contains(lower) && !NO.contains(lower)) {
            throw refused(name, "'" + value + "' is neither true nor false. Correct it");
        }
        return Boolean.toString(YES.contains(lower));
    }

    private String chosen(String name, String value, List<String> choices) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!choices.contains(lower)) {
            throw refused(name, "'" + value + "' is not one of " + String.join(", ", choices) + ". Correct it");
        }
        return lower;
    }

    private String whole(String name, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw refused(name, "its value is no whole number. Correct it");
        }
        return value;
    }

    /** A descriptor says for itself what it says. */
    private void addressed(String name, String keyword, String value) {
        if (target.parameters().containsKey("descriptor")) {
            comesToNothing(name);
        } else {
            address.put(keyword, value.toUpperCase(Locale.ROOT));
        }
    }

    private void checkLogin() {
        if (target.login() instanceof Login.Integrated
                && !properties.containsKey(OracleConnection.CONNECTION_PROPERTY_WALLET_LOCATION)
                && !properties.containsKey(OracleConnection.CONNECTION_PROPERTY_THIN_NET_AUTHENTICATION_SERVICES)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to " + target.place() + ": nobody says as whom. Set username and password in ["
                            + target.section() + "], or in [" + target.section() + ".query] wallet_location, the folder"
                            + " of a wallet that holds them, or oracle.net.authentication_services = \"(KERBEROS5)\".");
        }
        if (target.login() instanceof Login.Token && !target.parameters().containsKey("token_scope")) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to " + target.place() + " by a token: it is not known whom it is shown to. Set"
                            + " token_scope in [" + target.section()
                            + ".query] to the scope that the database is registered with.");
        }
    }

    private void set(String property, String value) {
        properties.setProperty(property, value);
    }

    private void comesToNothing(String name) {
        withoutEffect.add("The connection parameter " + name + " of [" + target.section() + "] is without effect.");
    }

    private IngestException refused(String name, String why) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot use the connection parameter " + name + " of [" + target.section() + "]: " + why
                        + (why.endsWith("?") ? "" : "."));
    }
}
