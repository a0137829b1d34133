package dev.ingest.source.jdbc.sqlserver.connect;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.secret.AccessTokens;
import dev.ingest.secret.Secret;
import dev.ingest.source.jdbc.JdbcServer;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Connection parameters as ODBC, SQLAlchemy and JDBC write them, as the driver's properties. */
public final class SqlServerProperties {
    /** With encryption the driver takes no larger packet: that is how much one record of TLS holds. */
    private static final int LARGEST_ENCRYPTED = 16_384;

    private static final int SMALLEST = 512;
    private static final int LARGEST = 32_767;

    private final JdbcTarget target;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private SqlServerProperties(JdbcTarget target) {
        this.target = target;
        server();
        set("databaseName", target.database());
        set("applicationName", "ingest");
        set("encrypt", "true");
        set("responseBuffering", "adaptive");
        set("packetSize", Integer.toString(LARGEST_ENCRYPTED));
        set("sendTimeAsDatetime", "false");
        // The driver would repeat what this program repeats, within a time of its own and unsaid.
        set("connectRetryCount", "0");
        set("loginTimeout", Long.toString(Math.max(1, target.connectTimeout().toSeconds())));
        new TreeMap<>(target.parameters()).forEach(this::take);
        settleEncryption();
        settleLogin();
    }

    /**
     * What the driver is given for {@code target}.
     *
     * @throws IngestException (CONFIG) naming a parameter that is unknown, refused or has no such value
     */
    public static SqlServerProperties of(JdbcTarget target) {
        return new SqlServerProperties(target);
    }

    /** Everything but who reads, and the password. */
    String url() {
        return properties.entrySet().stream()
                .map(property -> property.getKey() + "={" + property.getValue().replace("}", "}}") + "}")
                .collect(Collectors.joining(";", "jdbc:sqlserver://;", ""));
    }

    /** Who reads, of a login with a password. */
    Optional<String> user() {
        return target.login() instanceof Login.Password login ? Optional.of(name(login)) : Optional.empty();
    }

    Optional<Secret> password() {
        return target.login() instanceof Login.Password login ? login.password() : Optional.empty();
    }

    /** What makes tokens, of a login that shows one. */
    Optional<AccessTokens> tokens() {
        return target.login() instanceof Login.Token token ? Optional.of(token.tokens()) : Optional.empty();
    }

    /** By what the certificate of an encrypted connection is judged, as a clause for people; empty for one that is not. */
    public Optional<String> trust() {
        if (!isEncrypted()) {
            return Optional.empty();
        }
        if (property("trustServerCertificate").equals("true")
                && !property("encrypt").equals("strict")) {
            return Optional.of("any certificate is believed");
        }
        if (!property("serverCertificate").isEmpty()) {
            return Optional.of("the certificate " + property("serverCertificate") + " is believed");
        }
        String type = property("trustStoreType");
        String store = property("trustStore").isEmpty() ? ownStore(type) : property("trustStore");
        return Optional.of("certificates are judged by " + store + (type.isEmpty() ? "" : " (" + type + ")"));
    }

    /** Where Java looks whom it trusts; the stores of Windows are no files. */
    private static String ownStore(String type) {
        if (type.startsWith("Windows-")) {
            return "the system's store";
        }
        Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
        Path own = folder.resolve("jssecacerts");
        String usual = (Files.exists(own) ? own : folder.resolve("cacerts")).toString();
        return "Java's store " + System.getProperty("javax.net.ssl.trustStore", usual);
    }

    private boolean isEncrypted() {
        return !property("encrypt").equals("false");
    }

    Duration loginTimeout() {
        return Duration.ofSeconds(Integer.parseInt(property("loginTimeout")));
    }

    /** A sentence for each parameter that comes to nothing, and for what can be read on the way. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** A named instance has no port that is known before the server's browser service was asked. */
    private void server() {
        List<JdbcServer> servers = target.servers();
        if (servers.size() > 1) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the host of [" + target.section() + "]: SQL Server is reached by one name. Name the"
                            + " listener of the availability group.");
        }
        String host = servers.get(0).host();
        int backslash = host.indexOf('\\');
        set("serverName", backslash < 0 ? host : host.substring(0, backslash));
        if (backslash >= 0) {
            set("instanceName", host.substring(backslash + 1));
        }
        if (servers.get(0).port() > 0) {
            set("portNumber", Integer.toString(servers.get(0).port()));
        }
    }

    private void take(String name, String value) {
        SqlServerParameter parameter =
                SqlServerParameter.of(name).orElseThrow(() -> refused(name, SqlServerParameter.unknown(name)));
        parameter.refusal().ifPresent(why -> {
            throw refused(name, why);
        });
        if (parameter.property().isEmpty()) {
            // The name of an ODBC driver stands in every file of dlt's users; this program has one of its own.
            if (!name.equalsIgnoreCase("driver")) {
                warnings.add("The connection parameter " + name + " of [" + target.section() + "] is without effect.");
            }
        } else if (!value.isBlank()) {
            set(parameter.property().get(), checked(name, parameter, value.strip()));
        }
    }

    private String checked(String name, SqlServerParameter parameter, String value) {
        try {
            return parameter.value(value);
        } catch (IllegalArgumentException wrong) {
            throw refused(name, "'" + value + "' " + wrong.getMessage() + ". Correct it");
        }
    }

    private void settleEncryption() {
        boolean encrypted = isEncrypted();
        if (!encrypted && target.kind() == DatabaseKind.AZURE_SQL) {
            throw refused("encrypt", "Azure SQL answers encrypted connections alone. Remove it");
        }
        int packet = Integer.parseInt(property("packetSize"));
        if (packet < SMALLEST || packet > LARGEST) {
            throw refused("packetSize", "its value is none from " + SMALLEST + " to " + LARGEST + ". Correct it");
        }
        if (encrypted && packet > LARGEST_ENCRYPTED) {
            throw refused(
                    "packetSize",
                    "an encrypted connection has packets of at most " + LARGEST_ENCRYPTED
                            + " bytes, as a record of TLS has. Remove it");
        }
        if (!encrypted) {
            warnings.add(
                    "The connection to " + target.place() + " is not encrypted: what is read can be read on the way"
                            + " too. Remove encrypt = \"no\" from [" + target.section() + ".query].");
        } else if (property("trustServerCertificate").equals("true")) {
            warnings.add("The certificate of " + target.place() + " is not checked (TrustServerCertificate): whoever"
                    + " answers under its name is believed. Import the certificate of its authority into a trust store"
                    + " and remove the parameter.");
        }
    }

    private void settleLogin() {
        if (target.login() instanceof Login.Integrated) {
            set("integratedSecurity", "true");
            if (property("authenticationScheme").isEmpty() && !hasWindowsLibrary()) {
                set("authenticationScheme", "JavaKerberos");
            }
        } else if (property("authenticationScheme").equals("NTLM")) {
            settleNtlm();
        } else if (property("authenticationScheme").equals("JavaKerberos")) {
            set("integratedSecurity", "true");
        }
    }

    private void settleNtlm() {
        if (!(target.login() instanceof Login.Password login)
                || login.password().isEmpty()) {
            throw refused(
                    "authenticationScheme",
                    "NTLM logs in by name and password. Set username and password in [" + target.section() + "]");
        }
        int backslash = login.username().indexOf('\\');
        if (backslash > 0 && property("domain").isEmpty()) {
            set("domain", login.username().substring(0, backslash));
        }
        if (property("domain").isEmpty()) {
            throw refused(
                    "authenticationScheme",
                    "NTLM needs the domain of the user. Set domain in [" + target.section() + ".query]");
        }
        set("integratedSecurity", "true");
    }

    /** NTLM takes the domain apart from the name. */
    private String name(Login.Password login) {
        String name = login.username();
        return property("authenticationScheme").equals("NTLM") ? name.substring(name.indexOf('\\') + 1) : name;
    }

    /** Whether the driver's library for the logins of Windows is where Java looks for libraries. */
    private static boolean hasWindowsLibrary() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return false;
        }
        for (String folder : System.getProperty("java.library.path", "").split(";", -1)) {
            if (!folder.isEmpty() && holdsLibrary(folder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsLibrary(String folder) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(folder), "mssql-jdbc_auth*.dll")) {
            return found.iterator().hasNext();
        } catch (IOException | InvalidPathException noFolder) {
            return false;
        }
    }

    private String property(String name) {
        return properties.getOrDefault(name, "");
    }

    private void set(String name, String value) {
        properties.put(name, value);
    }

    private IngestException refused(String name, String why) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot use the connection parameter " + name + " of [" + target.section() + "]: " + why
                        + (why.endsWith("?") ? "" : "."));
    }
}
