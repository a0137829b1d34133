package dev.ingest.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.Settings;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.job.ApiKind;
import dev.ingest.job.LoadType;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key vault is asked for the secrets that the jobs of an API want, by the way to their keys. */
class SecretNamesTest {
    @TempDir
    Path folder;

    /** The names below {@code sources.crm}, for jobs of these tables. */
    private List<String> names(String toml, String... tables) throws IOException {
        Path file = Files.writeString(folder.resolve("secrets.toml"), toml);
        WorkbookBuilder workbook = new WorkbookBuilder();
        for (String table : tables) {
            workbook.job("api", "crm", table, LoadType.FULL);
        }
        workbook.write(folder.resolve("jobs.xlsx"));
        Settings settings = new Settings(List.of(TomlFile.read(file, "secrets.toml")));
        return SecretNames.of(
                        settings,
                        new WorkbookFile(folder.resolve("jobs.xlsx"), "jobs.xlsx")
                                .read()
                                .enabledRows(),
                        settings.global("destination", "filesystem", "credentials"))
                .stream()
                .map(ref -> String.join(".", ref.path()))
                .filter(name -> name.startsWith("sources.crm."))
                .map(name -> name.substring("sources.crm.".length()))
                .toList();
    }

    @Test
    void aTokenIsNamedThatStandsInNoFile() throws IOException {
        assertEquals(List.of("auth.token"), names("""
                [sources.crm]
                base_url = "https://api.example.com"
                auth = { type = "bearer" }
                """, "orders"));
    }

    @Test
    void secretsOfHeadersAndOfAllLoginsAreNamed() throws IOException {
        assertEquals(
                List.of("auth.a.api_key", "auth.b.refresh_token", "headers.X-Api-Key", "auth.b.client_secret"),
                names("""
                        [sources.crm]
                        base_url = "https://api.example.com"
                        headers = { X-Api-Key = "k", Accept = "text/csv" }
                        [sources.crm.auth.a]
                        type = "api_key"
                        [sources.crm.auth.b]
                        type = "oauth2_refresh_token"
                        access_token_url = "https://id.example.com/token"
                        """, "orders"));
    }

    @Test
    void theTextsOfALoginNameTheirSecrets() throws IOException {
        assertEquals(List.of("auth.json.password", "auth.pin"), names("""
                [sources.crm]
                base_url = "https://api.example.com"
                [sources.crm.auth]
                type = "session"
                path = "/login"
                json = { user = "u", password = "p", second = "{auth.pin}" }
                """, "orders"));
    }

    @Test
    void secretsInTheRequestsOfATableAndOfItsParentsAreNamedForItsJobsAlone() throws IOException {
        String toml = """
                [sources.crm]
                base_url = "https://api.example.com"
                [sources.crm.tables.shops]
                params = { api_key = "k" }
                [sources.crm.tables.orders]
                path = "/shops/{resources.shops.id}/orders"
                params = { signature = "{secret['signing.key']}" }
                """;
        assertEquals(List.of("tables.shops.params.api_key"), names(toml, "shops"));
        assertEquals(List.of("signing.key", "tables.shops.params.api_key"), names(toml, "orders"));
        assertEquals(List.of(), names(toml, "others"));
    }

    @Test
    void theVaultIsAskedForSecretsOfAnyName() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets.toml"), "[sources.crm]\nbase_url = \"https://h\"\n");
        Settings settings = new Settings(List.of(
                new VaultSettings("h", ref -> Optional.of(new Secret(String.join(".", ref.path())))),
                TomlFile.read(file, "secrets.toml")));

        assertEquals(
                Optional.of(new Secret("sources.crm.headers.X-Api-Key")),
                settings.source(ApiKind.REST, "crm").secret("headers.X-Api-Key"));
    }

    @Test
    void theVaultIsAskedForTheWaysToThoseWhoAreTold() {
        Settings settings = new Settings(List.of());
        assertEquals(
                Set.of("alerts.webhook_url", "alerts.smtp_password", "lineage.openlineage_api_key"),
                SecretNames.of(settings, List.of(), settings.global("destination")).stream()
                        .map(ref -> String.join(".", ref.path()))
                        .filter(name -> !name.startsWith("destination"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void settingsWithFaultsNameNoneAndHoldUpNobody() throws IOException {
        assertEquals(List.of(), names("[sources.crm]\nbase_url = \"nowhere\"\n", "orders"));
    }
}
