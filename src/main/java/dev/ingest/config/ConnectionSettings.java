package dev.ingest.config;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How to reach a database.
 *
 * @param source the source's name, for messages
 * @param host a name or an address; IPv6 without brackets
 * @param port from 1 to 65,535
 * @param database its name
 * @param username the login
 * @param password absent when nobody set one: the server may need none
 * @param query further properties of the connection, as the driver names them
 * @param passwordPlaces where the password was looked for
 */
public record ConnectionSettings(
        String source,
        String host,
        int port,
        String database,
        String username,
        Optional<Secret> password,
        Map<String, String> query,
        String passwordPlaces) {
    public ConnectionSettings {
        query = Map.copyOf(query);
    }

    /**
     * Reads what the scope says: the keys of {@code [sources.x]}, those of {@code [sources.x.credentials]}, or a
     * connection string in {@code credentials} or {@code connection_string}; a key on its own wins over the string.
     *
     * @param scope the source's scope
     * @param source its name, for messages
     * @param drivers how connection strings name the database, {@code postgresql}
     * @param usualPort the port when none is set
     * @throws IngestException (CONFIG) naming the key and where it was looked for, when a value is missing or wrong
     */
    public static ConnectionSettings of(SettingScope scope, String source, Set<String> drivers, int usualPort) {
        Optional<ConnectionUrl> url = url(scope, source);
        scope.text("drivername")
                .or(() -> scope.text("credentials.drivername"))
                .map(name -> name.strip().replaceFirst("\\+.*", "").toLowerCase(Locale.ROOT))
                .or(() -> url.map(ConnectionUrl::driver))
                .filter(driver -> !drivers.contains(driver))
                .ifPresent(other -> {
                    throw new IngestException(
                            FailureKind.CONFIG,
                            "Cannot connect to the source " + source + ": its connection settings are for " + other
                                    + ", its source_type wants " + String.join(" or ", new TreeSet<>(drivers))
                                    + ". Correct the connection string or drivername, or source_type.");
                });
        String place = "password";
        return new ConnectionSettings(
                source,
                required(scope, source, SettingCatalog.HOST, url.flatMap(ConnectionUrl::host)),
                value(scope, SettingCatalog.PORT)
                        .or(() -> url.flatMap(ConnectionUrl::port))
                        .orElse(usualPort),
                required(scope, source, SettingCatalog.DATABASE, url.flatMap(ConnectionUrl::database)),
                required(scope, source, SettingCatalog.USERNAME, url.flatMap(ConnectionUrl::username)),
                scope.secret(place)
                        .or(() -> scope.secret("credentials." + place))
                        .or(() -> url.flatMap(ConnectionUrl::password)),
                query(scope, url),
                scope.lookedFor(place));
    }

    /**
     * The password, where there must be one.
     *
     * @throws IngestException (SECRET) naming the key and where it was looked for, when nobody set it
     */
    public Secret demandPassword() {
        return password.orElseThrow(() -> new IngestException(
                FailureKind.SECRET,
                "Cannot connect to the source " + source + ": no password is set. Looked for " + passwordPlaces
                        + ". Set it in one of them; a server that asks for none takes any text."));
    }

    /** Values of the query stay unseen: drivers take passwords in them. */
    @Override
    public String toString() {
        return username + "@" + host + ":" + port + "/" + database + new TreeSet<>(query.keySet()).toString();
    }

    private static Optional<ConnectionUrl> url(SettingScope scope, String source) {
        for (String key : new String[] {"credentials", "connection_string"}) {
            Optional<Secret> text = scope.secret(key);
            if (text.isPresent()) {
                try {
                    return Optional.of(ConnectionUrl.parse(text.get().reveal()));
                } catch (IllegalArgumentException wrong) {
                    throw new IngestException(
                            FailureKind.CONFIG,
                            "Cannot connect to the source " + source + ": its connection string (" + key + ") "
                                    + wrong.getMessage()
                                    + ". Write it as postgresql://user:password@host:5432/database, with %40 for @ and"
                                    + " %2F for / in the password.");
                }
            }
        }
        return Optional.empty();
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

    private static String required(
            SettingScope scope, String source, Setting<Optional<String>> setting, Optional<String> fromUrl) {
        return value(scope, setting)
                .or(() -> fromUrl)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot connect to the source " + source + ": " + setting.key() + " is not set. Looked for "
                                + scope.lookedFor(setting.key())
                                + ". Set it in one of them."));
    }

    private static Map<String, String> query(SettingScope scope, Optional<ConnectionUrl> url) {
        Map<String, String> query = new TreeMap<>(url.map(ConnectionUrl::query).orElse(Map.of()));
        query.putAll(scope.section("credentials.query"));
        query.putAll(scope.section("query"));
        return query;
    }
}
