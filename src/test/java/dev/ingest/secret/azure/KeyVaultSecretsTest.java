package dev.ingest.secret.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KeyVaultSecretsTest {
    private static final String NAME = "sources--shop--password";
    private static final SecretRef REF = new SecretRef(List.of("sources", "shop", "password"));

    private AzureDouble azure;
    private AzureLogin login;
    private KeyVaultSecrets vault;

    @BeforeEach
    void start() {
        azure = new AzureDouble();
        login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        vault = open(azure.url());
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void aSecretIsItsPathInHyphens() {
        assertEquals(
                "sources--my-postgres-db--password",
                KeyVaultSecrets.name(List.of("sources", "my_postgres_db", "password")));
    }

    @Test
    void hitsAndMissesAreAskedForOnce() {
        azure.secret(NAME, "swordfish");
        SecretRef absent = new SecretRef(List.of("sources", "shop", "credentials"));
        for (int round = 0; round < 3; round++) {
            assertEquals(Optional.of(new Secret("swordfish")), vault.find(REF));
            assertEquals(Optional.empty(), vault.find(absent));
        }
        assertEquals(Map.of(NAME, 1, "sources--shop--credentials", 1), azure.asked());
        assertEquals(List.of("https://vault.azure.net/.default"), azure.tokens());
    }

    @Test
    void manySecretsTakeOneRequestEachAndOneLogin() {
        List<SecretRef> refs = new ArrayList<>();
        for (int source = 0; source < 50; source++) {
            azure.secret("sources--db" + source + "--password", "p" + source);
            for (int job = 0; job < 4; job++) {
                refs.add(new SecretRef(List.of("sources", "db" + source, "password")));
            }
        }
        vault.fetch(refs);
        refs.forEach(ref -> assertTrue(vault.find(ref).isPresent()));
        assertEquals(50, azure.asked().size());
        assertTrue(azure.asked().values().stream().allMatch(count -> count == 1));
        assertEquals(1, azure.tokens().size());
    }

    @Test
    void aVaultThatIsBusyIsAskedAgainWhenItSays() {
        azure.secret(NAME, "swordfish").throttle(NAME, 2);
        Instant before = Instant.now();
        assertEquals(Optional.of(new Secret("swordfish")), vault.find(REF));
        assertTrue(Duration.between(before, Instant.now()).toMillis() >= 1900);
        assertEquals(3, azure.asked().get(NAME));
    }

    @Test
    void aDisabledSecretFailsAlone() {
        azure.refuse(NAME, 403, "SecretDisabled").secret("sources--other--password", "open");
        vault.fetch(List.of(REF, new SecretRef(List.of("sources", "other", "password"))));
        IngestException failure = assertThrows(IngestException.class, () -> vault.find(REF));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().contains(NAME) && failure.getMessage().contains("it is disabled"));
        assertTrue(vault.find(new SecretRef(List.of("sources", "other", "password")))
                .isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"enabled\":true,\"exp\":1000000000', it expired at 2001-09-09T01:46:40Z",
        "'\"enabled\":true,\"nbf\":4000000000', it is not valid before 2096-10-02T07:06:40Z",
        "'\"enabled\":false', it is disabled",
    })
    void aSecretOutOfItsTimeIsNotUsed(String attributes, String why) {
        azure.secret(NAME, "swordfish", attributes);
        IngestException failure = assertThrows(IngestException.class, () -> vault.find(REF));
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
        assertFalse(failure.getMessage().contains("swordfish"));
    }

    @Test
    void aSecretThatWasRotatedIsTheNewOneInTheNextRun() {
        azure.secret(NAME, "old");
        assertEquals(Optional.of(new Secret("old")), vault.find(REF));
        azure.secret(NAME, "new");
        assertEquals(Optional.of(new Secret("old")), vault.find(REF), "one run sees one value");
        assertEquals(Optional.of(new Secret("new")), open(azure.url()).find(REF));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | ForbiddenByFirewall | its firewall keeps this machine out (ForbiddenByFirewall, it sees 10.0.0.7)",
                "403 | ForbiddenByRbac | Grant it the role Key Vault Secrets User",
                "403 | ForbiddenByPolicy | the vault's access policies",
                "404 | NotFound | there is no key vault",
                "401 | Unauthorized | vault and login are of one tenant",
            })
    void whatKeepsTheVaultClosedIsSaidOnce(int status, String code, String said) {
        azure.refuseAll(status, code, "Client address: 10.0.0.7");
        List<SecretRef> refs = List.of(REF, new SecretRef(List.of("sources", "other", "password")));
        IngestException failure = assertThrows(IngestException.class, () -> vault.fetch(refs));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().startsWith("Cannot use the key vault 127.0.0.1:"), failure.getMessage());
        assertTrue(failure.getMessage().contains(said), failure.getMessage());
    }

    @Test
    void anUnknownHostIsSaidAtOnce() {
        IngestException failure = assertThrows(
                IngestException.class,
                () -> open("https://no-such-vault.invalid").find(REF));
        assertTrue(failure.getMessage().contains("there is no host no-such-vault.invalid"), failure.getMessage());
    }

    @Test
    void aClosedPortIsSaidAtOnce() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        KeyVaultSecrets closed = open("https://127.0.0.1:" + port);
        IngestException failure = assertThrows(IngestException.class, () -> closed.find(REF));
        assertTrue(failure.getMessage().contains("127.0.0.1:" + port + " does not answer"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"my-vault", "http://my-vault.vault.azure.net", "https://", "https://a b", "https://v/secrets/x"})
    void anAddressThatIsNoVaultsIsRefused(String url) {
        IngestException failure = assertThrows(IngestException.class, () -> KeyVaultSecrets.authority(url));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().contains("https://<name>.vault.azure.net"), failure.getMessage());
    }

    @Test
    void aServerThatIsNoVaultGetsNoToken() {
        KeyVaultSecrets strict = KeyVaultSecrets.of(azure.url(), login, new SecretClientBuilder(), Clock.systemUTC());
        IngestException failure = assertThrows(IngestException.class, () -> strict.find(REF));
        assertTrue(failure.getMessage().contains("is no key vault"), failure.getMessage());
        assertEquals(Map.of(), azure.asked());
    }

    @Test
    void whatIsPutIsThere() {
        vault.find(REF);
        vault.put(REF, new Secret("swordfish"));
        assertEquals(Optional.of(new Secret("swordfish")), vault.find(REF));
        assertEquals(Map.of(NAME, "swordfish"), azure.put());
    }

    private KeyVaultSecrets open(String url) {
        return KeyVaultSecrets.of(
                url, login, new SecretClientBuilder().disableChallengeResourceVerification(), Clock.systemUTC());
    }
}
