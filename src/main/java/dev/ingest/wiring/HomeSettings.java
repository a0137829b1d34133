package dev.ingest.wiring;

import dev.ingest.config.EnvironmentSettings;
import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingProvider;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.Retries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a home folder, which can be told whatever its workbook says.
 *
 * @param secrets the file of secrets
 * @param places where settings are looked for, first hit wins
 * @param logins Azure's logins
 * @param vault the key vault, where the environment names one
 * @param settings all of them
 */
record HomeSettings(
        TomlFile secrets, List<SettingProvider> places, AzureLogins logins, Optional<Vault> vault, Settings settings) {

    /**
     * Reads them.
     *
     * @param secretsFile the secrets, from {@code home}; {@code config.toml} beside it is read too
     * @throws dev.ingest.failure.IngestException (CONFIG or SECRET) when one of them cannot be read
     */
    static HomeSettings read(Path home, Path secretsFile, Map<String, String> environment) {
        EnvironmentProxy.use(environment);
        List<TomlFile> files = files(secretsFile).map(file -> file(home, file)).toList();
        List<SettingProvider> places = Stream.concat(Stream.of(new EnvironmentSettings(environment)), files.stream())
                .toList();
        Settings written = new Settings(places);
        AzureLogins logins = new AzureLogins(environment, home, () -> addresses(environment, written));
        Optional<Vault> vault = Vault.of(environment, logins);
        return new HomeSettings(
                files.get(0),
                places,
                logins,
                vault,
                vault.map(asked -> behind(asked, places)).orElse(written));
    }

    /** All that can be read of them, whatever is wrong with the rest. */
    static Settings readable(Path home, Path secretsFile, Map<String, String> environment) {
        try {
            return read(home, secretsFile, environment).settings();
        } catch (IngestException fault) {
            Stream<SettingProvider> sound = files(secretsFile).flatMap(file -> sound(home, file));
            return new Settings(Stream.concat(Stream.of(new EnvironmentSettings(environment)), sound)
                    .toList());
        }
    }

    /** What {@code scope} says of a setting; one that is itself at fault counts as not written. */
    static <T> T soundOf(SettingScope scope, Setting<T> setting) {
        try {
            return scope.value(setting);
        } catch (IngestException fault) {
            return setting.fallback();
        }
    }

    private static Stream<TomlFile> sound(Path home, Path file) {
        try {
            return Stream.of(file(home, file));
        } catch (IngestException fault) {
            return Stream.empty();
        }
    }

    private static Stream<Path> files(Path secretsFile) {
        return Stream.of(secretsFile, secretsFile.resolveSibling("config.toml"));
    }

    private static TomlFile file(Path home, Path file) {
        return TomlFile.read(home.resolve(file), ShownPath.of(file));
    }

    private static Settings behind(Vault first, List<SettingProvider> places) {
        boolean counts = new Settings(places).global("keyvault").value(SettingCatalog.VAULT_FALLBACK);
        return new Settings(first.among(places, counts ? Vault.SettingsBehind.COUNT : Vault.SettingsBehind.REFUSED));
    }

    /**
     * The lake as people write it.
     *
     * @throws IngestException (CONFIG) when nobody did
     */
    static String destination(Settings settings) {
        SettingScope filesystem = settings.global("destination", "filesystem");
        return filesystem
                .value(SettingCatalog.BUCKET_URL)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot tell where to land: no bucket_url is set. Looked for "
                                + filesystem.lookedFor("bucket_url") + ". Set it in one of them."));
    }

    /** How long a job may take. */
    JobLimits limits() {
        return limits(settings);
    }

    static JobLimits limits(Settings settings) {
        SettingScope runtime = settings.global("runtime");
        return new JobLimits(
                runtime.value(SettingCatalog.JOB_TIMEOUT),
                runtime.value(SettingCatalog.IDLE_TIMEOUT),
                Retries.within(runtime.value(SettingCatalog.RETRY_FOR), runtime.value(SettingCatalog.JOB_RETRIES)));
    }

    /** Whose addresses tell which of Azure's clouds is meant. */
    private static List<String> addresses(Map<String, String> environment, Settings settings) {
        SettingScope filesystem = settings.global("destination", "filesystem");
        return Stream.of(
                        Optional.ofNullable(environment.get(Vault.VARIABLE)),
                        settings.global("destination", "filesystem", "credentials")
                                .value(SettingCatalog.ACCOUNT_HOST),
                        filesystem.value(SettingCatalog.BUCKET_URL))
                .flatMap(Optional::stream)
                .toList();
    }
}
