package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.e2e.fixture.ConnectProxy;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.LoadType;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.landing.adls.TestCertificate;
import dev.ingest.secret.azure.AzureDouble;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar behind a company's proxy, with Entra ID, a key vault and a storage account at their usual names. */
class KeyVaultIT {
    private static final String VAULT = "ingest-test.vault.azure.net";
    private static final String PASSWORD = "sources--shop--password";

    @TempDir
    Path folder;

    private AzureDouble azure;
    private Azurite azurite;
    private ConnectProxy proxy;
    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void start() {
        azure = new AzureDouble();
        azurite = Azurite.https();
        proxy = new ConnectProxy(Map.of(
                "login.microsoftonline.com", azure.port(),
                "vault.azure.net", azure.port(),
                "core.windows.net", azurite.port()));
        database = TestPostgres.database();
        database.run("CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 100) i");
        workspace = Workspace.of(folder, database).full("orders").save();
    }

    @AfterEach
    void stop() {
        proxy.close();
        azurite.close();
        azure.close();
    }

    @Test
    void vaultAndLakeAreReachedThroughTheProxyByOneLogin() {
        azurite.open("lake").close();
        azure.secret(PASSWORD, "from-the-vault");
        secrets("az://lake/raw", "");

        JarProcess run = run("run");

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(
                run.output()
                        .contains("[KEYVAULT] Credential Source: " + VAULT + ", as service principal application "
                                + AzureDouble.CLIENT),
                run.output());
        assertFalse(workspace.written().contains("from-the-vault"));
        assertFalse(workspace.written().contains(AzureDouble.CLIENT_SECRET));
        assertEquals(List.of("https://vault.azure.net/.default", "https://storage.azure.com/.default"), azure.tokens());
        assertTrue(azure.asked().values().stream().allMatch(count -> count == 1), azure.asked()::toString);
        assertEquals(1, azure.asked().get(PASSWORD));
        assertTrue(
                proxy.reached()
                        .containsAll(
                                Set.of("login.microsoftonline.com", VAULT, "devstoreaccount1.dfs.core.windows.net")),
                proxy.reached()::toString);
        try (LandingStore store = azurite.open("lake/raw")) {
            assertFalse(store.list("shop/orders").isEmpty());
        }
    }

    @Test
    void aDisabledSecretFailsItsOwnJobsAlone() {
        azure.secret(PASSWORD, "open").refuse("sources--other--password", 403, "SecretDisabled");
        secrets("lake", "");
        new WorkbookBuilder()
                .job("postgresql", "shop", "orders", LoadType.FULL)
                .job("postgresql", "other", "orders", LoadType.FULL)
                .write(workspace.workbook());

        JarProcess run = run("run");

        assertEquals(1, run.exitCode(), run.output());
        assertEquals("SUCCESS", workspace.audit("shop.orders").get(0).status().toString());
        assertTrue(
                workspace.audit("other.orders").get(0).toString().contains("sources--other--password"),
                () -> workspace.audit().toString());
    }

    @Test
    void aSecretOfAFileIsUsedAndNamed() {
        secrets("lake", "password = \"of-the-file\"");
        JarProcess run = run("run");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(
                run.output().contains("does not have what files say: sources.shop.password (.dlt/secrets.toml)"),
                run.output());
        assertFalse(run.output().contains("of-the-file"));
    }

    @Test
    void aSecretOfAFileIsRefusedWhereTheVaultIsToHaveAll() {
        secrets("lake", "password = \"of-the-file\"");
        workspace.settings("[keyvault]\nfallback = false");
        JarProcess run = run("run");
        assertEquals(1, run.exitCode(), run.output());
        assertTrue(run.output().contains("Cannot use sources.shop.password in .dlt/secrets.toml"), run.output());
    }

    @Test
    void aVaultBehindItsFirewallEndsTheRunBeforeAnyJob() {
        azure.refuseAll(403, "ForbiddenByFirewall", "Client address: 10.0.0.7");
        secrets("lake", "");
        JarProcess run = run("run");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("its firewall keeps this machine out"), run.output());
        assertEquals(1, workspace.audit("run").size());
    }

    private void secrets(String bucketUrl, String more) {
        workspace.secrets("""
                [sources.shop]
                host = "%1$s"
                port = %2$d
                database = "%3$s"
                username = "postgres"
                %4$s
                [sources.other]
                host = "%1$s"
                port = %2$d
                database = "%3$s"
                username = "postgres"
                [destination.filesystem]
                bucket_url = "%5$s"
                [destination.filesystem.credentials]
                azure_storage_account_name = "devstoreaccount1"
                """.formatted(database.host(), database.port(), database.name(), more, bucketUrl));
    }

    private JarProcess run(String... arguments) {
        Jar jar = Jar.quick()
                .jvm(TestCertificate.trusted().options())
                .jvm(proxy.options())
                .environment("AZURE_KEY_VAULT_URL", "https://" + VAULT + "/")
                .environment("AZURE_TENANT_ID", AzureDouble.TENANT)
                .environment("AZURE_CLIENT_ID", AzureDouble.CLIENT)
                .environment("AZURE_CLIENT_SECRET", AzureDouble.CLIENT_SECRET);
        return jar.run(Stream.concat(Stream.of(arguments), Stream.of("--home", folder.toString()))
                .toArray(String[]::new));
    }
}
