package dev.ingest.config.connection;

import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How to reach a database.
 *
 * @param source the source's name, for messages
 * @param host a name or an address, IPv6 without brackets; of SQL Server also {@code server\instance}
 * @param port from 1 to 65,535; 0 where an instance goes by its name
 * @param database its name
 * @param username absent where the login needs none
 * @param password absent when nobody set one: the server may need none
 * @param authentication how the login shows who it is
 * @param query further properties of the connection, as users name them
 * @param passwordPlaces where the password was looked for
 */
public record ConnectionSettings(
        String source,
        String host,
        int port,
        String database,
        Optional<String> username,
        Optional<Secret> password,
        Authentication authentication,
        Map<String, String> query,
        Supplier<String> passwordPlaces) {
    /** The name of the database that a connection string begins with. */
    private static final Pattern DRIVER = Pattern.compile("(?:jdbc:(\\w+):|(\\w+)(?:\\+\\w+)?://).*", Pattern.DOTALL);

    /** The keys that hold one. */
    private static final List<String> STRINGS = List.of("credentials", "connection_string");

    public ConnectionSettings {
        query = Map.copyOf(query);
    }

    /**
     * Reads what the scope says: the keys of {@code [sources.x]}, those of {@code [sources.x.credentials]}, or a
     * connection string in {@code credentials} or {@code connection_string}; a key on its own wins over the string.
     *
     * @param scope the source's scope
     * @param source its name, for messages
     * @param style how its kind of database is written of
     * @throws IngestException (CONFIG) naming the key and where it was looked for, when a value is missing or wrong
     */
    public static ConnectionSettings of(SettingScope scope, String source, ConnectionStyle style) {
        Notation notation = style.notation();
        ConnectionText string = string(scope, source, notation);
        driverName(scope).ifPresent(driver -> demand(source, notation, driver));
        ConnectionText written = keys(scope, notation);
        ConnectionText keys = understood(source, "its section ", "", () -> notation.settled(written));
        ConnectionText all = understood(source, "", "", () -> notation.completed(keys.or(string)));
        Authentication authentication = all.authentication().orElse(Authentication.PASSWORD);
        Map<String, String> query = new TreeMap<>(all.query());
        all.database().ifPresent(database -> query.putAll(database.parameters()));
        return new ConnectionSettings(
                source,
                required(scope, source, "host", all.host()),
                all.port().orElse(notation.usualPort()),
                required(scope, source, notation.databaseKey(), all.database().map(DatabaseName::name)),
                authentication == Authentication.PASSWORD
                        ? Optional.of(required(scope, source, "username", all.username()))
                        : Optional.empty(),
                all.password(),
                authentication,
                query,
                () -> scope.lookedFor("password"));
    }

    /** What {@code drivername} or the connection string calls the kind of database, {@code mssql}. */
    public static Optional<String> driver(SettingScope scope) {
        return driverName(scope)
                .or(() -> STRINGS.stream()
                        .flatMap(key -> scope.secret(key).stream())
                        .findFirst()
                        .flatMap(text -> driver(text.reveal().strip())));
    }

    private static Optional<String> driverName(SettingScope scope) {
        return scope.text("drivername")
                .or(() -> scope.text("credentials.drivername"))
                .map(name -> name.strip().replaceFirst("\\+.*", "").toLowerCase(Locale.ROOT));
    }

    private static Optional<String> driver(String text) {
        Matcher driver = DRIVER.matcher(text);
        return driver.matches()
                ? Optional.ofNullable(driver.group(1))
                        .or(() -> Optional.ofNullable(driver.group(2)))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /**
     * Refuses a login by a password that nobody set.
     *
     * @throws IngestException (SECRET) naming the key and where it was looked for
     */
    public void demandPassword() {
        if (authentication == Authentication.PASSWORD && password.isEmpty()) {
            throw new IngestException(
                    FailureKind.SECRET,
                    "Cannot connect to the source " + source + ": no password is set. Looked for "
                            + passwordPlaces.get()
                            + ". Set it in one of them; a server that asks for none takes any text.");
        }
    }

    /** Values of the query stay unseen: drivers take passwords in them. */
    @Override
    public String toString() {
        return username.map(name -> name + "@").orElse("") + host + ":" + port + "/" + database
                + new TreeSet<>(query.keySet());
    }

    private static ConnectionText string(SettingScope scope, String source, Notation notation) {
        for (String key : STRINGS) {
            Optional<String> text = scope.secret(key).map(Secret::reveal).map(String::strip);
            if (text.isPresent()) {
                driver(text.get()).ifPresent(driver -> demand(source, notation, driver));
                return understood(
                        source,
                        "its connection string (" + key + ") ",
                        " Write it as " + notation.example() + ".",
                        () -> notation.parse(text.get()));
            }
        }
        return ConnectionText.NOTHING;
    }

    private static void demand(String source, Notation notation, String driver) {
        if (!notation.drivers().contains(driver)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to the source " + source + ": its connection settings are for " + driver
                            + ", its source_type wants " + String.join(" or ", new TreeSet<>(notation.drivers()))
                            + ". Correct the connection string or drivername, or source_type.");
        }
    }

    private static ConnectionText understood(
            String source, String what, String advice, Supplier<ConnectionText> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException wrong) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot connect to the source " + source + ": " + what + wrong.getMessage() + "." + advice);
        }
    }

    private static ConnectionText keys(SettingScope scope, Notation notation) {
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        query.putAll(scope.section("credentials.query"));
        query.putAll(scope.section("query"));
        notation.keys().forEach(key -> value(scope, key).ifPresent(value -> query.put(key.key(), value)));
        return new ConnectionText(
                value(scope, SettingCatalog.HOST),
                value(scope, SettingCatalog.PORT),
                value(scope, SettingCatalog.DATABASE).map(DatabaseName::plain),
                value(scope, SettingCatalog.USERNAME),
                scope.secret("password").or(() -> scope.secret("credentials.password")),
                Optional.empty(),
                query);
    }

    private static <T> Optional<T> value(SettingScope scope, Setting<Optional<T>> setting) {
        Setting<Optional<T>> nested = new Setting<>(
                "credentials." + setting.key(),
                setting.fallback(),
                setting.unit(),
                setting.description(),
                setting.parser());
        return scope.value(setting).or(() -> scope.value(nested));
    }

    private static String required(SettingScope scope, String source, String key, Optional<String> value) {
        return value.orElseThrow(() -> new IngestException(
                FailureKind.CONFIG,
                "Cannot connect to the source " + source + ": " + key + " is not set. Looked for "
                        + scope.lookedFor(key)
                        + ". Set it in one of them."));
    }
}
