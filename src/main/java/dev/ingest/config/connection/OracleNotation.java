package dev.ingest.config.connection;

import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oracle, as SQLAlchemy and Oracle's JDBC driver write it: a service, a SID or a whole descriptor, of which a driver is told
 * exactly one. {@code tnsnames.ora} is not looked at.
 */
final class OracleNotation implements Notation {
    private static final int USUAL_PORT = 1521;
    private static final String SERVICE = "service_name";
    private static final String SID = "sid";
    private static final String DSN = "dsn";
    private static final String DESCRIPTOR = "descriptor";

    private static final Pattern THIN = Pattern.compile("jdbc:oracle:thin:(.*)", Pattern.DOTALL);
    private static final Pattern HOST_PORT_SID =
            Pattern.compile("(?<host>\\[[^\\]]+\\]|[^:/@]+):(?<port>[^:/]*):(?<sid>[^:/?]+)");
    /** Easy Connect: {@code protocol://host:port/service:server/instance?key=value}. */
    private static final Pattern EASY = Pattern.compile(
            "(?:(?:(?<protocol>\\w+):)?//)?(?<host>\\[[^\\]]+\\]|[^:/?]+)(?::(?<port>[^:/?]*))?"
                    + "/(?<service>[^:/?]+)(?::(?<server>\\w+))?(?:/(?<instance>[^/?]+))?(?:\\?(?<query>.*))?",
            Pattern.DOTALL);

    @Override
    public Set<String> drivers() {
        return Set.of("oracle");
    }

    @Override
    public int usualPort() {
        return USUAL_PORT;
    }

    @Override
    public List<Setting<Optional<String>>> keys() {
        return List.of(SettingCatalog.SERVICE_NAME, SettingCatalog.SID, SettingCatalog.DSN);
    }

    @Override
    public ConnectionText parse(String text) {
        if (text.startsWith("(")) {
            return descriptor(text);
        }
        if (text.startsWith("jdbc:")) {
            Matcher thin = THIN.matcher(text);
            if (!thin.matches()) {
                throw new IllegalArgumentException("is not for Oracle's thin driver, the one that is here");
            }
            return thin(thin.group(1));
        }
        ConnectionUrl url = ConnectionUrl.parse(text);
        String server = Escapes.decoded(url.server());
        ConnectionText address = server.startsWith("(")
                ? descriptor(server)
                : ServerText.parse(server, ':').in(ConnectionText.NOTHING);
        ConnectionText written = address.and(url.user());
        return settled(url.path()
                .map(sid -> written.and(ConnectionText.NOTHING.withDatabase(DatabaseName.plain(sid))))
                .orElse(written));
    }

    /** {@code user/password@address}; a password may stand in double quotes. */
    private ConnectionText thin(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("has no @ before the server");
        }
        String user = text.substring(0, at);
        int slash = user.indexOf('/');
        Optional<String> password =
                slash < 0 ? Optional.empty() : ConnectionUrl.given(unquoted(user.substring(slash + 1)));
        return address(text.substring(at + 1))
                .withUser(
                        ConnectionUrl.given(unquoted(slash < 0 ? user : user.substring(0, slash))),
                        password.map(Secret::new));
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static ConnectionText address(String text) {
        if (text.startsWith("(")) {
            return descriptor(text);
        }
        Matcher sid = HOST_PORT_SID.matcher(text);
        if (sid.matches()) {
            return server(sid).withDatabase(named(SID, sid.group("sid")));
        }
        Matcher easy = EASY.matcher(text);
        if (!easy.matches()) {
            throw new IllegalArgumentException("names a server by something other than host:port/service, host:port:sid"
                    + " or a descriptor: an alias is not looked up in tnsnames.ora, nor in a directory");
        }
        ConnectionText server = server(easy)
                .withQuery(
                        Escapes.query(Optional.ofNullable(easy.group("query")).orElse("")));
        boolean plain = easy.group("server") == null && easy.group("instance") == null;
        return plain
                        && Optional.ofNullable(easy.group("protocol"))
                                .orElse("tcp")
                                .equalsIgnoreCase("tcp")
                ? server.withDatabase(named(SERVICE, easy.group("service")))
                : descriptor(easy, server);
    }

    private static ConnectionText server(Matcher address) {
        String port = Optional.ofNullable(address.group("port")).orElse("");
        return ServerText.parse(address.group("host") + ":" + port, ':').in(ConnectionText.NOTHING);
    }

    /** What the keys of the thin driver cannot say, a descriptor does. */
    private static ConnectionText descriptor(Matcher easy, ConnectionText server) {
        String protocol =
                Optional.ofNullable(easy.group("protocol")).orElse("tcp").toLowerCase(Locale.ROOT);
        if (!protocol.equals("tcp") && !protocol.equals("tcps")) {
            throw new IllegalArgumentException("reaches the server by neither tcp nor tcps");
        }
        String kind = Optional.ofNullable(easy.group("server"))
                .map(name -> "(SERVER=" + name + ")")
                .orElse("");
        String instance = Optional.ofNullable(easy.group("instance"))
                .map(name -> "(INSTANCE_NAME=" + name + ")")
                .orElse("");
        return descriptor("(DESCRIPTION=(ADDRESS=(PROTOCOL=" + protocol + ")(HOST="
                        + server.host().orElse("")
                        + ")(PORT=" + server.port().orElse(USUAL_PORT) + "))(CONNECT_DATA=(SERVICE_NAME="
                        + easy.group("service") + ")" + kind + instance + "))")
                .withQuery(server.query());
    }

    private static ConnectionText descriptor(String text) {
        String name = part(text, "SERVICE_NAME")
                .or(() -> part(text, "SID"))
                .orElseThrow(
                        () -> new IllegalArgumentException("is a descriptor that names neither SERVICE_NAME nor SID"));
        if (part(text, "HOST").isEmpty()) {
            throw new IllegalArgumentException("is a descriptor that names no HOST");
        }
        return ConnectionText.NOTHING.withDatabase(new DatabaseName(name, Map.of(DESCRIPTOR, text.strip())));
    }

    /** The first value of {@code keyword} in a descriptor. */
    private static Optional<String> part(String descriptor, String keyword) {
        Matcher part = Pattern.compile("\\(\\s*" + keyword + "\\s*=\\s*([^()]+?)\\s*\\)", Pattern.CASE_INSENSITIVE)
                .matcher(descriptor);
        return part.find() ? Optional.of(part.group(1)) : Optional.empty();
    }

    private static DatabaseName named(String parameter, String name) {
        return new DatabaseName(name, Map.of(parameter, name));
    }

    /** {@code database} is a SID, as SQLAlchemy has it. */
    @Override
    public ConnectionText settled(ConnectionText written) {
        Map<String, String> rest = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        rest.putAll(written.query());
        ConnectionText bare = written.withoutDatabase().withoutHost();
        List<ConnectionText> names = new ArrayList<>();
        taken(rest, SERVICE).map(name -> bare(named(SERVICE, name))).ifPresent(names::add);
        taken(rest, SID).map(name -> bare(named(SID, name))).ifPresent(names::add);
        taken(rest, DSN).map(OracleNotation::address).ifPresent(names::add);
        taken(rest, DESCRIPTOR).map(OracleNotation::descriptor).ifPresent(names::add);
        written.database()
                .map(database -> database.parameters().isEmpty() ? named(SID, database.name()) : database)
                .map(OracleNotation::bare)
                .ifPresent(names::add);
        Optional<String> host = written.host().filter(name -> !name.startsWith("("));
        written.host()
                .filter(name -> name.startsWith("("))
                .map(OracleNotation::descriptor)
                .ifPresent(names::add);
        if (names.size() > 1) {
            throw new IllegalArgumentException(
                    "says more than once which database is meant. Keep one of service_name, sid, database (which is a"
                            + " SID) and dsn");
        }
        ConnectionText settled = host.map(bare::withHost).orElse(bare).withQuery(rest);
        return names.stream().findFirst().map(settled::and).orElse(settled);
    }

    private static ConnectionText bare(DatabaseName database) {
        return ConnectionText.NOTHING.withDatabase(database);
    }

    private static Optional<String> taken(Map<String, String> query, String key) {
        return Optional.ofNullable(query.remove(key)).map(String::strip).flatMap(ConnectionUrl::given);
    }

    @Override
    public ConnectionText completed(ConnectionText all) {
        Optional<String> descriptor =
                all.database().map(DatabaseName::parameters).map(parameters -> parameters.get(DESCRIPTOR));
        if (descriptor.isEmpty()) {
            return all.withPort(all.port().orElse(USUAL_PORT)).withAuthentication(Authentication.PASSWORD);
        }
        if (all.host().isPresent() || all.port().isPresent()) {
            throw new IllegalArgumentException(
                    "host or port is set beside a descriptor, which names its own. Remove them");
        }
        return all.withHost(part(descriptor.get(), "HOST").orElse(""))
                .withPort(part(descriptor.get(), "PORT").map(ServerText::port).orElse(USUAL_PORT))
                .withAuthentication(Authentication.PASSWORD);
    }

    @Override
    public String databaseKey() {
        return SERVICE;
    }

    @Override
    public String example() {
        return "oracle+oracledb://user:password@host:1521/?service_name=service, with %40 for @ and %2F for / in the"
                + " password, or as jdbc:oracle:thin:user/password@//host:1521/service";
    }
}
