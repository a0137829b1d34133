package dev.ingest.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretChainTest {
    private static final SecretRef REF = new SecretRef("sources.my-db.password");

    @Test
    void theFirstStoreThatHasTheSecretWins() {
        SecretStore first = new EnvironmentSecrets(Map.of("SOURCES__MY-DB__PASSWORD", "", "OTHER", "x"));
        SecretStore second = new EnvironmentSecrets(Map.of("SOURCES__MY-DB__PASSWORD", "second"));
        SecretStore third = new EnvironmentSecrets(Map.of("SOURCES__MY-DB__PASSWORD", "third"));
        SecretChain chain = new SecretChain(List.of(first, second, third));
        assertEquals(Optional.of(new Secret("second")), chain.find(REF));
        assertEquals(Optional.of(second), chain.holder(REF));
        assertEquals(Optional.empty(), chain.find(new SecretRef("sources.other.password")));
        assertEquals(Optional.empty(), chain.holder(new SecretRef("sources.other.password")));
        assertEquals("environment, environment, environment", chain.name());
    }

    @Test
    void theEnvironmentIsSearchedAsWindowsAndShellsNameThings() {
        assertEquals(
                Optional.of(new Secret("p")),
                new EnvironmentSecrets(Map.of("sources__my_db__password", "p")).find(REF));
        assertEquals(
                Optional.of(new Secret("upper")),
                new EnvironmentSecrets(Map.of("SOURCES__MY_DB__PASSWORD", "upper", "sources__my_db__password", "lower"))
                        .find(REF));
    }

    @Test
    void aSecretPrintsAsStars() {
        assertEquals("***", new Secret("hunter2").toString());
        assertEquals("Optional[***]", Optional.of(new Secret("hunter2")).toString());
    }
}
