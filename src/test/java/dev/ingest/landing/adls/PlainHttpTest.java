package dev.ingest.landing.adls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.PlainHttpServer;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ABFS on its own repeats for two minutes, and takes plain HTTP for a certificate that is not trusted. */
@Timeout(60)
class PlainHttpTest {
    @Test
    void plainHttpWhereTlsWasExpectedIsSaidAsThatAtOnce() {
        try (PlainHttpServer server = new PlainHttpServer()) {
            AdlsLocation location =
                    AdlsLocation.parse("az://lake", Optional.of("account"), Optional.of("127.0.0.1:" + server.port()));
            IngestException failure = assertThrows(
                    IngestException.class,
                    () -> AdlsStore.open(location, new AdlsIdentity.AccountKey(new Secret("a2V5"))));
            assertTrue(
                    failure.getMessage().contains("answers in plain HTTP where TLS is expected"), failure.getMessage());
            assertEquals(FailureKind.CONNECT, failure.kind());
            assertEquals(Outlook.STAYS, failure.outlook());
        }
    }
}
