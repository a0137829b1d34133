package dev.ingest.secret.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import dev.ingest.e2e.fixture.Await;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RenewedTokenTest {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final AtomicInteger made = new AtomicInteger();
    private final HandClock clock = new HandClock();

    /** Set by a test's hand. */
    private static final class HandClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-27T10:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void sixHoursOfFiveMinuteTokensNeverMeetAnExpiredOne() {
        RenewedToken token = new RenewedToken(this::make, clock);
        for (int second = 0; second < Duration.ofHours(6).toSeconds(); second += 10) {
            AccessToken current = token.current().token();
            assertEquals(true, current.getExpiresAt().toInstant().isAfter(clock.instant()), "second " + second);
            clock.now = clock.now.plusSeconds(10);
        }
        assertEquals(true, made.get() <= 6 * 60 / 2, made.get() + " tokens");
    }

    @Test
    void aTokenIsRenewedWhileTheOneAtHandServes() throws Exception {
        RenewedToken token = new RenewedToken(this::make, clock);
        assertEquals("1", token.current().secret().reveal());
        clock.now = clock.now.plus(LIFETIME.minusSeconds(50));
        assertEquals("1", token.current().secret().reveal(), "nobody waits");
        Await.until("the renewal", () -> token.current().secret().reveal().equals("2"));
    }

    @Test
    void aRenewalThatFailsCostsNothingWhileTheTokenHolds() {
        RenewedToken token = new RenewedToken(
                () -> {
                    if (made.get() > 0) {
                        throw new IllegalStateException("Entra ID is away.");
                    }
                    return make();
                },
                clock);
        token.current();
        clock.now = clock.now.plus(LIFETIME.minusSeconds(50));
        assertEquals("1", token.current().secret().reveal());
        clock.now = clock.now.plusSeconds(10);
        assertEquals("1", token.current().secret().reveal());
        clock.now = clock.now.plusSeconds(60);
        assertThrows(IllegalStateException.class, token::current);
    }

    @Test
    void whoeverIsRefusedAsksAgainAfterHalfAMinuteOnly() {
        RenewedToken token = new RenewedToken(
                () -> {
                    throw new IngestException(FailureKind.SECRET, "refused, time " + made.incrementAndGet());
                },
                clock);
        for (int job = 0; job < 5; job++) {
            IngestException refusal = assertThrows(IngestException.class, token::current);
            assertEquals("refused, time 1", refusal.getMessage());
        }
        clock.now = clock.now.plusSeconds(30);
        assertThrows(IngestException.class, token::current);
        assertEquals(2, made.get());
    }

    private AccessToken make() {
        return new AccessToken(
                Integer.toString(made.incrementAndGet()),
                clock.instant().plus(LIFETIME).atOffset(ZoneOffset.UTC));
    }
}
