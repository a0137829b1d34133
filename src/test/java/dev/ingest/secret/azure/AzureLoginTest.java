package dev.ingest.secret.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.adls.TestCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AzureLoginTest {
    private static final String STORAGE = "https://storage.azure.com/.default";
    private static final String SQL = "https://database.windows.net/.default";

    private AzureDouble azure;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        azure = new AzureDouble();
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void oneTokenAScopeServesAHundredRequests() {
        AzureLogin login = login(azure.principal());
        for (int request = 0; request < 100; request++) {
            login.token(STORAGE);
            login.token(SQL);
        }
        assertEquals(List.of(STORAGE, SQL), azure.tokens());
    }

    @Test
    void whoAnsweredIsKnownByTheIdsOfTheToken() {
        AzureLogin login = login(azure.principal());
        assertEquals(Optional.empty(), login.identity());
        login.token(STORAGE);
        assertEquals(
                "service principal application " + AzureDouble.CLIENT + ", object " + AzureDouble.OBJECT,
                login.identity().orElseThrow().toString());
    }

    @Test
    void aWorkloadsTokenIsShownForOneOfAzures() throws IOException {
        Path file =
                Files.writeString(folder.resolve("token"), AzureDouble.jwt("api://AzureADTokenExchange", Instant.MAX));
        AzureLogin login = login(Map.of(
                "AZURE_TENANT_ID",
                AzureDouble.TENANT,
                "AZURE_CLIENT_ID",
                AzureDouble.CLIENT,
                "AZURE_FEDERATED_TOKEN_FILE",
                file.toString(),
                "AZURE_AUTHORITY_HOST",
                azure.url()));
        login.token(STORAGE);
        assertEquals("workload identity", login.identity().orElseThrow().kind());
        assertTrue(
                azure.logins().get(0).contains("client_assertion="),
                azure.logins().get(0));
    }

    @Test
    void aCertificateIsShownForTheSecret() {
        Map<String, String> environment = new HashMap<>(azure.principal());
        environment.remove("AZURE_CLIENT_SECRET");
        environment.put(
                "AZURE_CLIENT_CERTIFICATE_PATH",
                TestCertificate.trusted().keyStore().toString());
        environment.put("AZURE_CLIENT_CERTIFICATE_PASSWORD", TestCertificate.PASSWORD);
        AzureLogin login = login(environment);
        login.token(STORAGE);
        assertEquals("service principal", login.identity().orElseThrow().kind());
        assertTrue(
                azure.logins().get(0).contains("client_assertion="),
                azure.logins().get(0));
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() {
        Map<String, String> environment = new HashMap<>(azure.principal());
        environment.remove("AZURE_CLIENT_SECRET");
        environment.put("AZURE_CLIENT_CERTIFICATE_PATH", "no-such-file.pem");
        IngestException failure =
                assertThrows(IngestException.class, () -> login(environment).token(STORAGE));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().contains("no-such-file.pem"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AADSTS7000222: The provided client secret keys are expired. | the client secret has expired",
                "AADSTS7000215: Invalid client secret provided. | Copy the secret's value, not its id",
                "AADSTS90002: Tenant not found. | there is no such tenant",
                "AADSTS700016: Application not found. | there is no such application in this tenant",
                "AADSTS700024: Client assertion is not within its valid time range. | Set this machine's clock",
                "AADSTS4711: Something new. | AADSTS4711: Something new.",
            })
    void aRefusalIsSaidWithTheWayOutAndWithoutTheSecret(String description, String said) {
        azure.refuseLogin("invalid_client", description);
        AzureLogin login = login(azure.principal());
        IngestException failure = assertThrows(IngestException.class, () -> login.token(STORAGE));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().contains(said), failure.getMessage());
        assertTrue(failure.getMessage().contains("service principal " + AzureDouble.CLIENT), failure.getMessage());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(AzureDouble.CLIENT_SECRET), trace.toString());
    }

    @Test
    void halfAServicePrincipalIsRefusedBeforeAnybodyIsAsked() {
        LoginSettings half = LoginSettings.of(Map.of("AZURE_CLIENT_SECRET", "x", "AZURE_CLIENT_ID", "y"), List.of());
        IngestException failure = assertThrows(IngestException.class, half::checked);
        assertTrue(failure.getMessage().contains("its tenant id is not"), failure.getMessage());
    }

    /** A service that takes connections and never answers, as a firewall that swallows packets. */
    @Test
    void aServicePrincipalGoesBeforeTheIdentityOfTheMachine() {
        Map<String, String> environment = new HashMap<>(azure.principal());
        environment.put("IDENTITY_ENDPOINT", azure.url() + "/msi/token");
        environment.put("IDENTITY_HEADER", "header");
        AzureLogin login = login(environment);
        login.token(STORAGE);
        assertEquals("service principal", login.identity().orElseThrow().kind());
        assertEquals(1, azure.logins().size());
        assertTrue(azure.logins().get(0).contains("client_secret="), "not asked as the machine");
    }

    @Test
    void aMachineOfSeveralIdentitiesIsToldToNameOne() {
        String reason = new LoginFailure(LoginSettings.of(Map.of(), List.of()))
                .reason(new IllegalStateException(
                        "Multiple user assigned identities exist, please specify the clientId"));
        assertTrue(reason.contains("AZURE_CLIENT_ID or azure_client_id"), reason);
    }

    @Test
    void aMetadataServiceThatDoesNotAnswerIsGivenUpSoon() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Instant before = Instant.now();
            assertFalse(InstanceMetadata.answers(URI.create("http://127.0.0.1:" + silent.getLocalPort())));
            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 10, "a busy machine takes its time");
        }
    }

    @Test
    void whereNobodyCanLogInEachWayIsNamedWithItsReason() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AzureLogin login =
                    login(Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:" + silent.getLocalPort()));
            IngestException failure = assertThrows(IngestException.class, () -> login.token(STORAGE));
            for (String part : List.of(
                    "service principal: neither",
                    "workload identity: AZURE_FEDERATED_TOKEN_FILE",
                    "managed identity: this machine is none of Azure's",
                    "Azure CLI: ")) {
                assertTrue(failure.getMessage().contains(part), failure.getMessage());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://v.vault.azure.net, https://login.microsoftonline.com",
        "https://v.vault.azure.cn/, https://login.chinacloudapi.cn",
        "abfss://c@acc.dfs.core.usgovcloudapi.net/x, https://login.microsoftonline.us",
        "az://container, https://login.microsoftonline.com",
    })
    void theCloudOfTheServicesSaysWhoIsAsked(String service, String authority) {
        assertEquals(authority, LoginSettings.of(Map.of(), List.of(service)).authority());
    }

    private static AzureLogin login(Map<String, String> environment) {
        return new AzureLogin(LoginSettings.of(new HashMap<>(environment), List.of()));
    }
}
