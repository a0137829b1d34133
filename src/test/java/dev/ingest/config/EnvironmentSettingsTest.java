package dev.ingest.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentSettingsTest {
    @Test
    void secretsAreFoundAsWindowsAndShellsNameThings() {
        assertEquals(Optional.of("p"), password(Map.of("SOURCES__MY-DB__PASSWORD", "p")));
        assertEquals(Optional.of("p"), password(Map.of("sources__my_db__password", "p")));
        assertEquals(
                Optional.of("upper"),
                password(Map.of("SOURCES__MY_DB__PASSWORD", "upper", "sources__my_db__password", "lower")));
    }

    @Test
    void anEmptyVariableIsNoSecret() {
        assertEquals(Optional.empty(), password(Map.of("SOURCES__MY-DB__PASSWORD", "", "OTHER", "x")));
    }

    private static Optional<String> password(Map<String, String> environment) {
        return new EnvironmentSettings(environment)
                .secrets()
                .find(new SecretRef(List.of("sources", "my-db", "password")))
                .map(Secret::reveal);
    }
}
