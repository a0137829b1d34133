package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.ConnectProxy;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.landing.adls.TestCertificate;
import dev.ingest.secret.azure.AzureDouble;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what KEYVAULT_SETUP.md and FEATURES.md say of Azure gets there; {@code az} itself is not on every machine. */
class AzureGuidesIT {
    private static final Pattern COMMAND = Pattern.compile("(?m)^java -jar ingest\\.jar (.+)$");
    private static final String SETUP = Workspace.read(Path.of("KEYVAULT_SETUP.md"));
    private static final String VAULT = "ingest-test.vault.azure.net";

    @TempDir
    Path home;

    private Workspace workspace(String lake) {
        TestPostgres database = TestPostgres.database();
        database.run("CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 10) i");
        Workspace workspace = Workspace.of(home, database).full("orders").save();
        workspace.secrets("""
                [sources.shop]
                host = "%s"
                port = %d
                database = "%s"
                username = "postgres"
                password = "of-the-file"
                %s
                """.formatted(database.host(), database.port(), database.name(), lake));
        return workspace;
    }

    /** The first block of {@code page} that holds {@code part}. */
    private static String block(String page, String part) {
        Matcher block = Pattern.compile("```\\w*\n([^`]*)```").matcher(page);
        while (block.find()) {
            if (block.group(1).contains(part)) {
                return block.group(1);
            }
        }
        throw new AssertionError("no block has " + part);
    }

    @Test
    void everyCommandOfTheKeyVaultGuideDoesWhatThePageSays() {
        try (AzureDouble azure = new AzureDouble();
                ConnectProxy proxy = new ConnectProxy(
                        Map.of("login.microsoftonline.com", azure.port(), "azure.net", azure.port()))) {
            Workspace workspace = workspace("[destination.filesystem]\nbucket_url = \"lake\"");
            Jar jar = Jar.quick()
                    .in(home)
                    .jvm(TestCertificate.trusted().options())
                    .jvm(proxy.options())
                    .environment("AZURE_KEY_VAULT_URL", "https://" + VAULT)
                    .environment("AZURE_TENANT_ID", AzureDouble.TENANT)
                    .environment("AZURE_CLIENT_ID", AzureDouble.CLIENT)
                    .environment("AZURE_CLIENT_SECRET", AzureDouble.CLIENT_SECRET);
            List<String> commands = COMMAND.matcher(SETUP)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertEquals(List.of("keyvault names", "keyvault push", "check", "run --dry-run"), commands);

            assertTrue(typed(jar, commands.get(0)).contains("sources--shop--password"));
            assertTrue(typed(jar, commands.get(1)).contains("Nothing was uploaded."), "nobody answered its question");
            assertTrue(typed(jar, commands.get(1) + " --yes").contains("Uploaded 1 secret"));
            String secrets = Workspace.read(home.resolve(".dlt").resolve("secrets.toml"));
            workspace.secrets(secrets.replace("password = \"of-the-file\"\n", ""));
            workspace.settings(block(SETUP, "fallback = false"));

            String check = typed(jar, commands.get(2));
            Stream.of(block(SETUP, "lets in").split("\n", -1))
                    .filter(line -> line.startsWith("OK "))
                    .map(line -> line.replace("kv-ingest-4711.vault.azure.net", VAULT)
                            .replace("my-postgres-db", "shop")
                            .replaceFirst("(lets in|agrees with).*", "$1"))
                    .forEach(line -> assertTrue(
                            check.replaceAll("\\d s (behind|ahead of)", "agrees with")
                                    .contains(line),
                            line + check));
            assertTrue(
                    typed(jar, commands.get(3)).contains("[KEYVAULT] Credential Source: " + VAULT + ", as "),
                    "as the page shows it");
            assertFalse(typed(jar, "run --quiet").contains("of-the-file"));
            assertEquals(1, workspace.parquet("orders").size());
        }
    }

    /** The emulator is started by the test: on a port of its own, and with a container that az would make. */
    @Test
    void theEmulatorIsALakeAsThePageSetsItUp() {
        String features = Workspace.read(Path.of("FEATURES.md"));
        assertTrue(block(features, "npx azurite").contains("az storage container create --name raw-data "));
        try (Azurite azurite = Azurite.http()) {
            azurite.open("raw-data").close();
            workspace(block(features, "devstoreaccount1").replace(":10000", ":" + azurite.port()));
            for (String command : List.of("check", "run")) {
                JarProcess process = InProcess.run(command, "--home", home.toString());
                assertEquals(0, process.exitCode(), process.output());
            }
            try (LandingStore lake = azurite.open("raw-data")) {
                assertEquals(1, lake.list("shop/orders").size());
            }
        }
    }

    private static String typed(Jar jar, String command) {
        JarProcess process = jar.run(command.split(" "));
        assertEquals(0, process.exitCode(), command + process.output());
        return process.output();
    }
}
