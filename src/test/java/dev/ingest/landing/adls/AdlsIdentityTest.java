package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingOutput;
import dev.ingest.secret.Secret;
import dev.ingest.secret.azure.AzureDouble;
import dev.ingest.secret.azure.AzureLogin;
import dev.ingest.secret.azure.LoginSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way to prove who one is, against the emulator over HTTPS, which reads signatures and the claims of tokens. */
@Timeout(120)
class AdlsIdentityTest {
    private static Azurite azurite;
    private static AzureDouble azure;

    @BeforeAll
    static void start() {
        azurite = Azurite.https();
        azure = new AzureDouble();
        azurite.open("identities").close();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
        azure.close();
    }

    @Test
    void aSignatureLandsAndTakesAway() {
        landsAndTakesAway(new AdlsIdentity.SharedAccess(new Secret("?" + signature("racwdl"))));
    }

    @Test
    void aSignatureThatIsNotTheAccountsIsRefusedAndNotShown() {
        String forged = signature("racwdl").replaceFirst("sig=...", "sig=AAA");
        IngestException failure = refused(new AdlsIdentity.SharedAccess(new Secret(forged)));
        assertTrue(failure.getMessage().contains("refuses the login"), failure.getMessage());
        assertTrue(failure.getMessage().contains("Check azure_storage_sas_token"), failure.getMessage());
        assertTrue(failure.getMessage().contains("the account's firewall"), failure.getMessage());
        assertFalse(failure.getMessage().contains("sig="), failure.getMessage());
    }

    @Test
    void anExpiredSignatureIsRefusedBeforeAnybodyIsAsked() {
        String expired = Azurite.signature(
                "racwdl", Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
        IngestException failure = refused(new AdlsIdentity.SharedAccess(new Secret(expired)));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().contains("it expired at"), failure.getMessage());
    }

    @Test
    void aServicePrincipalLandsAndTakesAwayWithOneToken() {
        AzureLogin login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        int before = azure.tokens().size();
        landsAndTakesAway(new AdlsIdentity.Token(login));
        assertEquals(before + 1, azure.tokens().size());
    }

    /** The emulator refuses tokens whose time is over, as the service does. */
    @Test
    void anUploadOutlivesItsTokens() {
        try (AzureDouble hasty =
                new AzureDouble().lifetime(Duration.ofSeconds(4)).grace(Duration.ofSeconds(8))) {
            AzureLogin login = new AzureLogin(LoginSettings.of(hasty.principal(), List.of()));
            byte[] block = new byte[AbfsSettings.BLOCK];
            int blocks = 0;
            try (AdlsStore store = azurite.open("identities", new AdlsIdentity.Token(login));
                    LandingOutput output = store.create("ds/_ingest/staging/long")) {
                Instant firstEnds = hasty.newestEnds();
                while (Instant.now().isBefore(firstEnds.plusSeconds(1))) {
                    output.write(block, 0, 1 << 14);
                    blocks++;
                    // Slowly: the emulator keeps all in memory, and a token lives for seconds.
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                }
                output.finish();
                assertTrue(hasty.tokens().size() > 1, "the first one is no longer good");
                assertEquals(
                        (long) blocks << 14,
                        store.list("ds/_ingest/staging").get(0).bytes());
            }
        }
    }

    @Test
    void aLoginThatFailsIsSaidAsThat() {
        AtomicInteger asked = new AtomicInteger();
        IngestException failure = refused(new AdlsIdentity.Token(scope -> {
            asked.incrementAndGet();
            throw new IngestException(FailureKind.SECRET, "Cannot log in to Azure: nobody is there. Call somebody.");
        }));
        assertEquals("Cannot log in to Azure: nobody is there. Call somebody.", failure.getMessage());
        assertEquals(1, asked.get());
    }

    @Test
    void aLoginThatFailsDuringALoadIsSaidAsThat() {
        AzureLogin login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        AtomicInteger left = new AtomicInteger(20);
        AdlsIdentity.Token lapsing = new AdlsIdentity.Token(scope -> {
            if (left.decrementAndGet() < 0) {
                throw new IngestException(FailureKind.SECRET, "Cannot log in to Azure: it lapsed. Renew it.");
            }
            return login.token(scope);
        });
        try (AdlsStore store = azurite.open("identities", lapsing)) {
            IngestException failure = assertThrows(IngestException.class, () -> {
                for (int file = 0; file < 20; file++) {
                    store.createNew("ds/lapsing/" + file, "x".getBytes(UTF_8));
                }
            });
            assertEquals("Cannot log in to Azure: it lapsed. Renew it.", failure.getMessage());
        }
    }

    @Test
    void aTokenIsNeverSentInPlainHttp() {
        AdlsLocation plain = AdlsLocation.parse(
                "az://identities", Optional.of(Azurite.ACCOUNT), Optional.of("http://127.0.0.1:" + azurite.port()));
        AtomicInteger asked = new AtomicInteger();
        IngestException failure = assertThrows(
                IngestException.class,
                () -> AdlsStore.open(plain, new AdlsIdentity.Token(scope -> {
                    asked.incrementAndGet();
                    return new Secret("token");
                })));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().contains("plain HTTP"), failure.getMessage());
        assertEquals(0, asked.get());
    }

    @Test
    void tlsWherePlainHttpWasMeantIsSaidAtOnce() {
        AdlsLocation plain = AdlsLocation.parse(
                "az://identities", Optional.of(Azurite.ACCOUNT), Optional.of("http://127.0.0.1:" + azurite.port()));
        IngestException failure = assertThrows(IngestException.class, () -> AdlsStore.open(plain, Azurite.KEY));
        assertTrue(failure.getMessage().contains("speaks TLS where plain HTTP is expected"), failure.getMessage());
    }

    @Test
    void anEmulatorInPlainHttpIsReachedAsUsersWriteIt() {
        try (Azurite emulator = Azurite.http()) {
            emulator.open("plain").close();
            AdlsLocation plain = AdlsLocation.parse(
                    "az://plain/lake",
                    Optional.of(Azurite.ACCOUNT),
                    Optional.of("http://127.0.0.1:" + emulator.port() + "/" + Azurite.ACCOUNT));
            try (AdlsStore store = AdlsStore.open(plain, Azurite.KEY)) {
                landsAndTakesAway(store);
            }
        }
    }

    private static String signature(String rights) {
        return Azurite.signature(
                rights, Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofHours(1)));
    }

    private static void landsAndTakesAway(AdlsIdentity identity) {
        try (AdlsStore store = AdlsStore.open(azurite.location("identities/lake"), identity)) {
            landsAndTakesAway(store);
        }
    }

    private static void landsAndTakesAway(AdlsStore store) {
        assertTrue(store.createNew("ds/a", "x".getBytes(UTF_8)));
        assertTrue(store.rename("ds/a", "ds/orders/b"));
        assertArrayEquals("x".getBytes(UTF_8), store.read("ds/orders/b").orElseThrow());
        assertEquals(1, store.list("ds/orders").size());
        store.delete("ds/orders/b");
        assertEquals(List.of(), store.list("ds/orders"));
    }

    private static IngestException refused(AdlsIdentity identity) {
        return assertThrows(IngestException.class, () -> AdlsStore.open(azurite.location("identities/lake"), identity));
    }
}
