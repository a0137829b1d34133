package dev.ingest.landing.adls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SasTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-27T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?sv=2022-11-02&ss=b&srt=sco&sp=rwdlacx&st=2026-01-27T09:00:00Z&se=2026-01-28T00:00:00Z&sig=abc%3D | ",
                "sv=2022-11-02&sr=c&sp=racwdl&se=2026-01-27T10%3A00%3A01Z&sig=abc | ",
                "sv=2022-11-02&sr=d&sdd=1&sp=racwdlm&se=2026-02-01&sig=abc | ",
                "sv=2022-11-02&sr=c&si=policy&sig=abc | ",
                "sv=2022-11-02&sr=c&sp=racwdl&se=2026-01-27T10:00:00Z&sig=abc | it expired at 2026-01-27T10:00:00Z",
                "sv=2022-11-02&sr=c&sp=racwdl&se=2026-01-26&sig=abc | it expired at 2026-01-26T00:00:00Z",
                "sv=2022-11-02&sr=c&sp=racwdl&st=2026-01-27T10:05Z&se=2026-02-01&sig=abc | it is not valid before 2026-01-27T10:05:00Z",
                "sv=2022-11-02&sr=c&sp=racwd&se=2026-02-01&sig=abc | it lacks the right to list (sp=racwd)",
                "sv=2022-11-02&sr=c&sp=rl&se=2026-02-01&sig=abc | it lacks the right to write (sp=rl)",
                "sv=2022-11-02&ss=b&srt=s&sp=racwdl&se=2026-02-01&sig=abc | it is not for containers and objects (srt=s)",
                "sv=2022-11-02&sr=b&sp=racwdl&se=2026-02-01&sig=abc | it is for one file (sr=b)",
                "sv=2022-11-02&sr=c&sp=racwdl&se=2026-02-01 | it has no signature",
                "p@ssword | it has no signature",
            })
    void whatNoServiceWouldTakeIsSaidBeforehand(String token, String fault) {
        Optional<String> said = new SasToken(new Secret(token)).fault(NOW);
        if (fault == null) {
            assertEquals(Optional.empty(), said);
        } else {
            assertTrue(said.orElse("no fault").startsWith(fault), said.toString());
        }
    }

    @Test
    void aTokenIsRefusedWithoutBeingShown() {
        AdlsIdentity identity = new AdlsIdentity.SharedAccess(
                new Secret("sv=2022-11-02&sr=c&sp=racwdl&se=2026-01-26&sig=the-signature"));
        IngestException failure = assertThrows(IngestException.class, () -> identity.check(NOW));
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(!failure.getMessage().contains("the-signature"), failure.getMessage());
    }
}
