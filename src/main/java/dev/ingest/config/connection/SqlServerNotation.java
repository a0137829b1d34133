package dev.ingest.config.connection;

import dev.ingest.config.connection.KeywordPairs.Quoting;
import dev.ingest.secret.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL Server, as SQLAlchemy, ODBC, ADO.NET and Microsoft's JDBC driver write it. Every keyword is known by all the names
 * that any of them gives it.
 */
final class SqlServerNotation implements Notation {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+_]*://.*", Pattern.DOTALL);
    private static final Pattern ODBC_CONNECT =
            Pattern.compile("^[^=]*[?&]odbc_connect=(.*)$", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ODBC = Pattern.compile("(?:^|;)\\s*driver\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMED = Pattern.compile("(?:^|;)\\s*(?:file)?dsn\\s*=", Pattern.CASE_INSENSITIVE);
    /** Where neither a database nor a driver is named, SQLAlchemy takes the server for a DSN. */
    private static final Pattern DSN =
            Pattern.compile("[a-z]+\\+pyodbc://(?:[^/]*@)?[^/?@:,]+/?", Pattern.CASE_INSENSITIVE);

    private static final String JDBC = "jdbc:sqlserver:";

    private static final Set<String> SERVER =
            Set.of("server", "addr", "address", "datasource", "networkaddress", "servername");
    private static final Set<String> DATABASE = Set.of("database", "initialcatalog", "databasename");
    private static final Set<String> USER = Set.of("uid", "user", "userid", "username");
    private static final Set<String> PASSWORD = Set.of("pwd", "password");
    private static final Set<String> PORT = Set.of("port", "portnumber");
    private static final Set<String> TRUSTED = Set.of("trustedconnection", "integratedsecurity");
    private static final Set<String> YES = Set.of("yes", "true", "1", "sspi");
    private static final Set<String> NO = Set.of("no", "false", "0", "");

    private final String exampleServer;
    /** The driver's names for identities that ask nobody. */
    private static final Set<String> ENTRA = Set.of(
            "activedirectorydefault",
            "activedirectorymanagedidentity",
            "activedirectorymsi",
            "activedirectoryserviceprincipal",
            "activedirectoryserviceprincipalcertificate");

    private final Authentication unnamed;

    /** @param unnamed how somebody shows who they are who wrote neither a user nor a password */
    SqlServerNotation(String exampleServer, Authentication unnamed) {
        this.exampleServer = exampleServer;
        this.unnamed = unnamed;
    }

    @Override
    public Set<String> drivers() {
        return Set.of("mssql", "sqlserver");
    }

    @Override
    public int usualPort() {
        return 1433;
    }

    @Override
    public ConnectionText parse(String text) {
        if (text.regionMatches(true, 0, JDBC, 0, JDBC.length())) {
            return jdbc(text.substring(JDBC.length()));
        }
        Matcher connect = ODBC_CONNECT.matcher(text);
        if (connect.matches()) {
            return odbcConnect(connect.group(1));
        }
        if (URL.matcher(text).matches()) {
            ConnectionUrl url = ConnectionUrl.parse(text);
            if (DSN.matcher(text).matches()) {
                throw dsn(" (" + Escapes.decoded(url.server()) + ")");
            }
            ConnectionText address = server(Escapes.decoded(url.server())).and(url.user());
            return settled(url.path()
                    .map(DatabaseName::plain)
                    .map(address::withDatabase)
                    .orElse(address));
        }
        if (text.indexOf('=') < 0) {
            throw new IllegalArgumentException("is none of SQL Server's");
        }
        return pairs(text, ODBC.matcher(text).find() ? Quoting.BRACES : Quoting.QUOTES);
    }

    /** Encoded as a whole, so that every {@code =} is an escape; or as ODBC has it, to the end. */
    private ConnectionText odbcConnect(String text) {
        int end = text.indexOf('&');
        String first = end < 0 ? text : text.substring(0, end);
        return first.indexOf('=') >= 0
                ? pairs(text, Quoting.BRACES)
                : pairs(Escapes.decodedInQuery(first), Quoting.BRACES)
                        .and(settled(ConnectionText.of(Escapes.query(end < 0 ? "" : text.substring(end + 1)))));
    }

    private ConnectionText jdbc(String text) {
        String bare = text.startsWith("//") ? text.substring(2) : text;
        int end = bare.indexOf(';');
        return server(end < 0 ? bare : bare.substring(0, end))
                .and(pairs(end < 0 ? "" : bare.substring(end), Quoting.BRACES));
    }

    private ConnectionText pairs(String text, Quoting quoting) {
        if (NAMED.matcher(text).find()) {
            throw dsn("");
        }
        return settled(ConnectionText.of(KeywordPairs.parse(text, quoting)));
    }

    private static IllegalArgumentException dsn(String name) {
        return new IllegalArgumentException("names a DSN" + name
                + ", which stands in ODBC's own settings that this program does not read. Write the server and the"
                + " database themselves, as odbc.ini has them under that name");
    }

    @Override
    public ConnectionText settled(ConnectionText written) {
        Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ConnectionText named = written.host().map(SqlServerNotation::server).orElse(ConnectionText.NOTHING);
        for (Map.Entry<String, String> pair : written.query().entrySet()) {
            String keyword = bare(pair.getKey());
            Optional<String> value = ConnectionUrl.given(pair.getValue());
            if (SERVER.contains(keyword)) {
                named = named.and(value.map(SqlServerNotation::server).orElse(ConnectionText.NOTHING));
            } else if (PORT.contains(keyword)) {
                named = named.and(value.map(ServerText::port)
                        .map(ConnectionText.NOTHING::withPort)
                        .orElse(ConnectionText.NOTHING));
            } else if (DATABASE.contains(keyword)) {
                named = named.and(value.map(DatabaseName::plain)
                        .map(ConnectionText.NOTHING::withDatabase)
                        .orElse(ConnectionText.NOTHING));
            } else if (USER.contains(keyword)) {
                named = named.and(ConnectionText.NOTHING.withUser(value, Optional.empty()));
            } else if (PASSWORD.contains(keyword)) {
                named = named.and(ConnectionText.NOTHING.withUser(Optional.empty(), value.map(Secret::new)));
            } else if (TRUSTED.contains(keyword)) {
                named = named.and(ConnectionText.NOTHING.withAuthentication(trusted(pair.getValue())));
            } else {
                rest.put(pair.getKey(), pair.getValue());
            }
        }
        return written.withoutHost().withQuery(rest).and(named);
    }

    @Override
    public ConnectionText completed(ConnectionText all) {
        Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        rest.putAll(all.query());
        Optional<String> instance =
                Optional.ofNullable(rest.remove("instanceName")).flatMap(ConnectionUrl::given);
        Optional<Authentication> asked = asked(rest.getOrDefault("authentication", ""));
        if (asked.isPresent()) {
            rest.remove("authentication");
        }
        ConnectionText named = all.withQuery(rest);
        if (instance.isPresent()
                && all.host().filter(host -> host.indexOf('\\') < 0).isPresent()) {
            named = named.withHost(all.host().get() + '\\' + instance.get());
        }
        int port = named.host().filter(host -> host.indexOf('\\') >= 0).isPresent() ? 0 : usualPort();
        Authentication authentication =
                scheme(rest).or(all::authentication).or(() -> asked).orElseGet(() -> bySilence(all));
        ConnectionText complete = named.withPort(named.port().orElse(port)).withAuthentication(authentication);
        if (authentication == Authentication.ENTRA
                && (all.username().isPresent() || all.password().isPresent())) {
            throw new IllegalArgumentException(
                    "its settings name a user beside authentication = ActiveDirectory…. Leave"
                            + " username and password out: a service principal stands in AZURE_CLIENT_ID, AZURE_TENANT_ID and"
                            + " AZURE_CLIENT_SECRET");
        }
        return authentication == Authentication.PASSWORD ? ofDomain(complete) : complete;
    }

    /** No login of the server's own holds a backslash: {@code DOMAIN\name} is an account of Windows. */
    private static ConnectionText ofDomain(ConnectionText text) {
        String name = text.username().orElse("");
        int backslash = name.indexOf('\\');
        if (backslash < 1) {
            return text;
        }
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        query.putAll(text.query());
        query.putIfAbsent("authenticationScheme", "NTLM");
        query.putIfAbsent("domain", name.substring(0, backslash));
        return text.withQuery(query).withUser(ConnectionUrl.given(name.substring(backslash + 1)), text.password());
    }

    private Authentication bySilence(ConnectionText all) {
        return all.username().isEmpty() && all.password().isEmpty() ? unnamed : Authentication.PASSWORD;
    }

    /** NTLM is Windows authentication with a name and a password. */
    private static Optional<Authentication> scheme(Map<String, String> query) {
        return switch (query.getOrDefault("authenticationScheme", "").toLowerCase(Locale.ROOT)) {
            case "ntlm" -> Optional.of(Authentication.PASSWORD);
            case "javakerberos" -> Optional.of(Authentication.INTEGRATED);
            default -> Optional.empty();
        };
    }

    private static Optional<Authentication> asked(String authentication) {
        String name = bare(authentication);
        if (ENTRA.contains(name)) {
            return Optional.of(Authentication.ENTRA);
        }
        if (name.startsWith("activedirectory")) {
            throw new IllegalArgumentException("its settings ask for a person's login to Entra ID (authentication = "
                    + authentication + "). Write ActiveDirectoryDefault, with a managed identity or with a service"
                    + " principal in the environment");
        }
        return name.equals("sqlpassword") || name.equals("notspecified")
                ? Optional.of(Authentication.PASSWORD)
                : name.equals("windowsintegrated") ? Optional.of(Authentication.INTEGRATED) : Optional.empty();
    }

    private static Authentication trusted(String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Authentication.INTEGRATED;
        }
        if (NO.contains(word)) {
            return Authentication.PASSWORD;
        }
        throw new IllegalArgumentException("says neither yes nor no to Windows authentication");
    }

    /** {@code tcp:host\instance,1433}, {@code host:1433}, {@code (local)}. */
    private static ConnectionText server(String text) {
        String bare = text.strip();
        String lower = bare.toLowerCase(Locale.ROOT);
        if (lower.startsWith("\\\\") || lower.startsWith("(localdb)") || lower.matches("(?s)(?:np|lpc|admin|via):.*")) {
            throw new IllegalArgumentException(
                    "reaches the server by a pipe, by shared memory or as LocalDB, and this program connects by TCP"
                            + " alone");
        }
        String address =
                lower.startsWith("tcp:") ? bare.substring("tcp:".length()).strip() : bare;
        String host = address.replaceFirst("^(?:\\.|\\(local\\))(?=$|[\\\\,:])", "localhost");
        return ServerText.parse(host, host.indexOf(',') >= 0 ? ',' : ':').in(ConnectionText.NOTHING);
    }

    /** A keyword without what its writings differ in. */
    private static String bare(String keyword) {
        return keyword.replaceAll("[\\s_]", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public String databaseKey() {
        return "database";
    }

    @Override
    public String example() {
        return "mssql+pyodbc://user:password@" + exampleServer
                + "/database, with %40 for @ and %2F for / in the password, or as Driver={ODBC Driver 18 for SQL"
                + " Server};Server=host,1433;Database=database;UID=user;PWD={password}, with }} for } in the password";
    }
}
