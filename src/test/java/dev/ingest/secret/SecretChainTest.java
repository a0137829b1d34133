package dev.ingest.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretChainTest {
    private static final SecretRef REF = new SecretRef(List.of("sources", "my-db", "password"));

    @Test
    void theFirstStoreThatHasTheSecretWins() {
        SecretStore first = ref -> Optional.empty();
        SecretStore second = holding("second");
        SecretStore third = holding("third");
        SecretChain chain = new SecretChain(List.of(first, second, third));
        assertEquals(Optional.of(new Secret("second")), chain.find(REF));
        assertEquals(Optional.empty(), chain.find(new SecretRef(List.of("sources", "other", "password"))));
    }

    @Test
    void aSecretPrintsAsStars() {
        assertEquals("***", new Secret("hunter2").toString());
        assertEquals("Optional[***]", Optional.of(new Secret("hunter2")).toString());
    }

    private static SecretStore holding(String value) {
        return ref -> Optional.of(new Secret(value)).filter(secret -> ref.equals(REF));
    }
}
