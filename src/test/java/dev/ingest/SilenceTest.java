package dev.ingest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.SilentHost.Silence;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.adls.AdlsLocation;
import dev.ingest.landing.adls.AdlsStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.secret.SecretRef;
import dev.ingest.secret.azure.AzureDouble;
import dev.ingest.secret.azure.AzureLogin;
import dev.ingest.secret.azure.KeyVaultSecrets;
import dev.ingest.secret.azure.LoginSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Vault, login and storage account in a network that swallows packets, all asked side by side: it takes its time. */
class SilenceTest {
    private static final Duration MOST = Duration.ofSeconds(40);

    private final List<SilentHost> hosts = new ArrayList<>();

    @Test
    @Timeout(60)
    void whoeverIsSilentIsNamedWithinABoundedTime() {
        ExecutorService askers = Executors.newCachedThreadPool();
        try (AzureDouble azure = new AzureDouble()) {
            List<CompletableFuture<Executable>> answers = new ArrayList<>();
            for (Silence silence : Silence.values()) {
                for (Way way : ways(azure)) {
                    SilentHost host = new SilentHost(silence);
                    hosts.add(host);
                    answers.add(CompletableFuture.supplyAsync(() -> asked(way, silence, host.authority()), askers));
                }
            }
            assertAll(answers.stream().map(CompletableFuture::join));
        } finally {
            askers.shutdownNow();
            hosts.forEach(SilentHost::close);
        }
    }

    /** Something that needs an answer of {@code authority}. */
    @FunctionalInterface
    private interface Way {
        void ask(String authority);
    }

    private static List<Way> ways(AzureDouble azure) {
        AzureLogin login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        return List.of(
                vault -> KeyVaultSecrets.at("https://" + vault, login).find(new SecretRef(List.of("password"))),
                authority -> {
                    Map<String, String> environment = new HashMap<>(azure.principal());
                    environment.put("AZURE_AUTHORITY_HOST", "https://" + authority);
                    new AzureLogin(LoginSettings.of(environment, List.of())).token("https://vault.azure.net/.default");
                },
                storage -> AdlsStore.open(
                                AdlsLocation.parse("az://lake", Optional.of(Azurite.ACCOUNT), Optional.of(storage)),
                                Azurite.KEY)
                        .close());
    }

    private static Executable asked(Way way, Silence silence, String authority) {
        long begun = System.nanoTime();
        IngestException failure = assertThrows(IngestException.class, () -> way.ask(authority));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return () -> {
            String what = silence + " after " + took + ": " + failure.getMessage();
            assertTrue(took.compareTo(MOST) < 0, what);
            assertEquals(1, failure.getMessage().split("does not answer", -1).length - 1, what);
            assertTrue(failure.getMessage().contains(authority + " does not answer. Check the network"), what);
        };
    }
}
