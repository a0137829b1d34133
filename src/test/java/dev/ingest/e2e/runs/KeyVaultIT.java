package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    void twoHundredJobsOverFiftySourcesAskForEachSecretOnceAndLogInOnce() {
        StringBuilder toml = new StringBuilder("[destination.filesystem]\nbucket_url = \"lake\"\n");
        WorkbookBuilder jobs = new WorkbookBuilder();
        for (int source = 0; source < 50; source++) {
            azure.secret("sources--db" + source + "--password", "of-source-" + source);
            toml.append("[sources.db%d]\nhost = \"%s\"\nport = %d\ndatabase = \"%s\"\nusername = \"postgres\"\n"
                    .formatted(source, database.host(), database.port(), database.name()));
            for (int table = 0; table < 4; table++) {
                jobs.job("postgresql", "db" + source, "t" + table, LoadType.FULL);
            }
        }
        for (int table = 0; table < 4; table++) {
            database.run("CREATE TABLE t" + table + " AS SELECT 1 AS id");
        }
        jobs.write(workspace.workbook());
        workspace.secrets(toml.toString());
        JarProcess run = run("run", "--parallel", "4", "--quiet");
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(200, workspace.audit().size());
        Map<String, Integer> asked = azure.asked();
        assertTrue(asked.values().stream().allMatch(count -> count == 1), asked::toString);
        assertEquals(
                50,
                asked.keySet().stream()
                        .filter(name -> name.matches("sources--db\\d+--password"))
                        .count());
        assertEquals(List.of("https://vault.azure.net/.default"), azure.tokens());
        assertFalse((run.output() + workspace.written()).contains("of-source-"));
    }

    @Test
    void theProxyOfTheEnvironmentIsTakenByLoginVaultAndLake() {
        azurite.open("lake").close();
        azure.secret(PASSWORD, "from-the-vault");
        secrets("az://lake/raw", "");
        proxy.demand("clerk:of the@proxy");
        JarProcess run = run(
                principal(behindProxyOfTheEnvironment("http://clerk:of%20the%40proxy@127.0.0.1:" + proxy.port())),
                "run");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(
                proxy.reached()
                        .containsAll(
                                Set.of("login.microsoftonline.com", VAULT, "devstoreaccount1.dfs.core.windows.net")),
                proxy.reached()::toString);
        assertFalse((run.output() + workspace.written()).contains("of the@proxy"));
    }

    @Test
    void aProxyThatRefusesIsNamed() {
        secrets("az://lake/raw", "password = \"of-the-file\"\n");
        proxy.demand("clerk:of the@proxy");
        JarProcess run = run(
                principal(behindProxyOfTheEnvironment("http://clerk:planted-proxy@127.0.0.1:" + proxy.port())), "run");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("the proxy asks for a login (407)"), run.output());
        assertFalse((run.output() + workspace.written()).contains("planted-proxy"));
    }

    @Test
    void aProxyThatDoesNotLeadToTheLakeIsNamed() {
        azure.secret(PASSWORD, "from-the-vault");
        secrets("abfss://lake@elsewhere.dfs.example.com/raw", "");
        JarProcess run = run("check");
        assertEquals(1, run.exitCode(), run.output());
        assertTrue(run.output().contains("the proxy does not lead to elsewhere.dfs.example.com (502)"), run.output());
    }

    @Test
    void hostsOfNoProxyAreReachedDirectly() {
        secrets("lake", "");
        JarProcess run = run(
                principal(behindProxyOfTheEnvironment("127.0.0.1:" + proxy.port())
                        .environment("NO_PROXY", "10.0.0.0/8,.azure.net")),
                "run");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("Cannot use the key vault " + VAULT), run.output());
        assertFalse(proxy.reached().contains(VAULT), proxy.reached()::toString);
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

    @Test
    void aSecretThatWasRotatedIsUsedByTheNextRun() {
        secrets("lake", "");
        azure.secret(PASSWORD, "old");
        assertEquals(0, run("run").exitCode());
        azure.secret(PASSWORD, "new");
        JarProcess run = run("run");
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(2, azure.asked().get(PASSWORD));
    }

    @Test
    void aManagedIdentityIsNamedByItsClientId() {
        azurite.open("lake").close();
        azure.secret(PASSWORD, "from-the-vault");
        secrets("az://lake/raw", "");
        JarProcess run = run(
                jar().environment("IDENTITY_ENDPOINT", azure.url() + "/msi/token")
                        .environment("IDENTITY_HEADER", "header")
                        .environment("AZURE_CLIENT_ID", AzureDouble.CLIENT),
                "run");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains("as managed identity application " + AzureDouble.CLIENT), run.output());
        assertEquals(2, azure.logins().size(), azure.logins()::toString);
        assertTrue(
                azure.logins().stream().allMatch(login -> login.contains("client_id=" + AzureDouble.CLIENT)),
                azure.logins()::toString);
    }

    @Test
    void whoeverLoggedInWithTheAzureCliCounts() throws IOException {
        azure.secret(PASSWORD, "from-the-vault");
        secrets("lake", "");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path az = tools.resolve("az");
        Files.writeString(
                az,
                "#!/bin/sh\necho '{\"accessToken\":\""
                        + AzureDouble.jwt(
                                "https://vault.azure.net", Instant.now().plusSeconds(3600))
                        + "\",\"expiresOn\":\"2099-01-01 00:00:00.000000\",\"expires_on\":4070908800}'\n");
        assumeTrue(az.toFile().setExecutable(true)
                && !System.getProperty("os.name").startsWith("Windows"));
        JarProcess run = run(
                jar().environment("PATH", tools + ":" + System.getenv("PATH"))
                        .environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1"),
                "run");
        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().contains(VAULT + ", as Azure CLI application"), run.output());
    }

    @Test
    void whereNobodyCanLogInTheRunEndsBeforeAnyJob() {
        secrets("az://lake/raw", "password = \"of-the-file\"");
        JarProcess run = run(
                Jar.quick()
                        .environment("PATH", folder.toString())
                        .environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1"),
                "run");
        assertEquals(2, run.exitCode(), run.output());
        assertTrue(run.output().contains("managed identity: this machine is none of Azure's"), run.output());
        assertTrue(
                run.output().contains("DESTINATION__FILESYSTEM__CREDENTIALS__AZURE_STORAGE_ACCOUNT_KEY"), run.output());
        assertEquals(1, workspace.audit("run").size());
    }

    @Test
    void checkSaysWhoIsLetInWhichSecretsThereAreAndWhatTimeItIs() {
        azurite.open("lake").close();
        azure.secret(PASSWORD, "from-the-vault");
        secrets("az://lake/raw", "");
        String who = "service principal application " + AzureDouble.CLIENT + ", object " + AzureDouble.OBJECT;
        JarProcess check = run("check");
        assertEquals(0, check.exitCode(), check.output());
        assertLinesMatch(
                List.of(
                        "OK      key vault  " + VAULT + " lets in " + who,
                        "OK      " + PASSWORD + "  in the vault",
                        "OK      shop  PostgreSQL .*",
                        "OK      shop\\.orders  may be read, 1 column",
                        "OK      destination  ADLS Gen2 as " + who
                                + ": a file was created, listed, read, renamed and deleted in shop",
                        "OK      clock  (agrees with|1 s (behind|ahead of)) " + VAULT,
                        "OK      clock  (agrees with|1 s (behind|ahead of)) devstoreaccount1.dfs.core.windows.net",
                        "OK      clock  (agrees with|1 s (behind|ahead of)) login.microsoftonline.com",
                        "Check: 8 answers, all OK\\."),
                check.output().lines().toList(),
                check.output());
    }

    @Test
    void checkSaysWhichSecretsCannotBeUsedAndWhichStandInFiles() {
        azure.refuse(PASSWORD, 403, "SecretDisabled");
        secrets("lake", "");
        workspace.settings("[sources.other]\npassword = 'of-the-file'\n[sources.third]\nhost = 'localhost'");
        new WorkbookBuilder()
                .job("postgresql", "shop", "orders", LoadType.FULL)
                .job("postgresql", "other", "orders", LoadType.FULL)
                .job("postgresql", "third", "orders", LoadType.FULL)
                .write(workspace.workbook());
        JarProcess check = run("check");
        assertEquals(1, check.exitCode(), check.output());
        assertLinesMatch(
                List.of(
                        ">> warnings >>",
                        "OK      key vault  " + VAULT + " lets in .*",
                        "        sources--third--password is missing, there and elsewhere\\.",
                        "FAILED  " + PASSWORD + "  Cannot use the secret " + PASSWORD + " of the key vault " + VAULT
                                + ": it is disabled\\. .*",
                        "OK      sources--other--password  missing in the vault, in .dlt/config.toml",
                        ">> sources >>",
                        "Check: 3 of 10 answers FAILED\\."),
                check.output().lines().toList(),
                check.output());
        assertFalse(check.output().contains("of-the-file"), check.output());
    }

    @Test
    void checkAsksNobodyElseWhereTheVaultCannotBeUsed() {
        azure.refuseAll(403, "ForbiddenByRbac", "");
        secrets("az://lake/raw", "");
        JarProcess check = run("check");
        assertEquals(1, check.exitCode(), check.output());
        assertTrue(check.output().startsWith("FAILED  key vault  Cannot use the key vault " + VAULT), check.output());
        assertFalse(check.output().contains("shop"), check.output());
    }

    @Test
    void secretsMoveFromTheFileIntoTheVault() {
        secrets("lake", "password = \"of-the-file\"");

        JarProcess names = run("keyvault", "names");
        assertEquals(0, names.exitCode(), names.output());
        assertTrue(
                names.output().lines().anyMatch(line -> line.matches(PASSWORD + " +- +\\.dlt/secrets\\.toml *")),
                names.output());

        JarProcess asked = run("keyvault", "push");
        assertTrue(asked.output().contains("Upload 1 secret to " + VAULT + "? [y/N]"), asked.output());
        assertTrue(asked.output().contains("Nothing was uploaded."), asked.output());
        assertEquals(Map.of(), azure.put());

        JarProcess pushed = run("keyvault", "push", "--yes");
        assertEquals(0, pushed.exitCode(), pushed.output());
        assertEquals(Map.of(PASSWORD, "of-the-file"), azure.put());
        assertTrue(run("keyvault", "push").output().contains("Nothing to upload"));
        assertFalse((names.output() + asked.output() + pushed.output()).contains("of-the-file"));
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

    /** As a service principal. */
    private JarProcess run(String... arguments) {
        return run(principal(jar()), arguments);
    }

    private static Jar principal(Jar jar) {
        return jar.environment("AZURE_TENANT_ID", AzureDouble.TENANT)
                .environment("AZURE_CLIENT_ID", AzureDouble.CLIENT)
                .environment("AZURE_CLIENT_SECRET", AzureDouble.CLIENT_SECRET);
    }

    private JarProcess run(Jar jar, String... arguments) {
        return jar.run(Stream.concat(Stream.of(arguments), Stream.of("--home", folder.toString()))
                .toArray(String[]::new));
    }

    private Jar jar() {
        return withVault().jvm(proxy.options());
    }

    private static Jar behindProxyOfTheEnvironment(String address) {
        return withVault().environment("HTTPS_PROXY", address);
    }

    private static Jar withVault() {
        return Jar.quick()
                .jvm(TestCertificate.trusted().options())
                .environment("AZURE_KEY_VAULT_URL", "https://" + VAULT + "/");
    }
}
