package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Await;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.AdlsIdentity;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.run.event.RunSummary;
import dev.ingest.secret.azure.AzureDouble;
import dev.ingest.secret.azure.AzureLogin;
import dev.ingest.secret.azure.LoginSettings;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads into the emulator, which refuses a token whose time is over, with a login whose tokens live for seconds. */
@Timeout(120)
class ExpiringTokensTest {
    /** A tenth of it is what a request may take. */
    private static final Duration LIFETIME = Duration.ofSeconds(5);

    @TempDir
    Path home;

    private AzureDouble azure;
    private Azurite azurite;
    private AzureLogin login;
    private Night night;
    private Consumer<String> before = operation -> {};

    @BeforeEach
    void start() {
        azure = new AzureDouble();
        azurite = Azurite.https();
        azurite.open("nights").close();
        login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        night = new Night(home);
        night.table.with(1, "a").with(2, "b");
        night.lakes = local -> {
            local.close();
            return pausing(azurite.open("nights/lake", new AdlsIdentity.Token(login)));
        };
    }

    @AfterEach
    void stop() {
        azurite.close();
        azure.close();
    }

    /** {@code store}, which says what it is going to do before it does it. */
    private LandingStore pausing(LandingStore store) {
        return (LandingStore) Proxy.newProxyInstance(
                LandingStore.class.getClassLoader(),
                new Class<?>[] {LandingStore.class},
                (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    before.accept(method.getName() + " "
                            + (arguments == null ? "" : List.of(arguments).get(0)));
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The rows, as a reader finds them that is not ours. */
    private List<String> landed() throws IOException, SQLException {
        try (LandingStore store = azurite.open("nights/lake")) {
            for (LandingFile file : store.list("crm/orders")) {
                Path copy = home.resolve("lake").resolve(file.path());
                Files.createDirectories(copy.getParent());
                Files.write(copy, store.read(file.path()).orElseThrow());
            }
        }
        return night.landed();
    }

    @Test
    void aTokenThatExpiresBetweenTheStepsOfALoadIsRenewedAtEach() throws Exception {
        azure.lifetime(LIFETIME);
        List<String> expired = new ArrayList<>();
        before = operation -> {
            if (operation.matches("rename .*\\.parquet|rename .*_marker.*")) {
                Await.until("the token's end", () -> Instant.now().isAfter(azure.newestEnds()));
                expired.add(operation);
            }
        };
        RunSummary summary = night.run();
        assertTrue(summary.succeeded(), () -> summary.outcomes().toString());
        assertEquals(2, expired.size(), expired::toString);
        assertTrue(azure.tokens().size() > expired.size(), azure.tokens()::toString);
        assertEquals(List.of("1 a", "2 b"), landed());
        assertEquals("2", night.cell());
    }

    @Test
    void aLoginThatEndsInTheMidstOfACommitLosesNothing() throws Exception {
        azure.lifetime(LIFETIME);
        before = operation -> {
            if (operation.matches("rename .*_version.*")) {
                azure.refuseLogin("invalid_client", "AADSTS7000222: The provided client secret keys are expired.");
                Await.until("the token's end", () -> Instant.now().isAfter(azure.newestEnds()));
            }
        };
        RunSummary failed = night.run();
        assertEquals(JobStatus.FAILED, failed.outcomes().get(0).status());
        String why = failed.outcomes().get(0).failure().orElseThrow().getMessage();
        assertTrue(why.contains("the client secret has expired"), why);
        assertFalse(why.contains(AzureDouble.CLIENT_SECRET), why);
        assertEquals(2, azure.logins().size(), "whom Entra ID refuses does not knock again and again");

        azure.admit();
        login = new AzureLogin(LoginSettings.of(azure.principal(), List.of()));
        before = operation -> {};
        RunSummary next = night.run();
        assertTrue(next.succeeded(), () -> next.outcomes().toString());
        assertEquals(List.of("1 a", "2 b"), landed());
    }
}
