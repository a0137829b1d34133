package dev.ingest.secret.azure;

import com.azure.core.credential.AccessToken;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A token for one scope, made anew behind its users' backs before it expires. */
final class RenewedToken {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedToken.class);

    /** Azure's clients hand out the token that they hold until it has five minutes left. */
    private static final Duration EARLY = Duration.ofMinutes(4);

    /** With less left than this a token may expire on its way. */
    private static final Duration LEAST = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Supplier<AccessToken> source;
    private final Clock clock;

    private @Nullable Held held;
    private Instant pausedUntil = Instant.MIN;
    private @Nullable IngestException failure;

    RenewedToken(Supplier<AccessToken> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A token and when it was made; as a secret it is made once, however often it is shown. */
    record Held(AccessToken token, Secret secret, Instant made) {}

    /** A token that holds for a while yet; waits for one only where none is there that does. */
    Held current() {
        Held token = usable();
        return token == null ? renewed() : token;
    }

    private synchronized @Nullable Held usable() {
        Held token = held;
        if (token == null || left(token).compareTo(shareOf(token, 10, LEAST)) < 0) {
            return null;
        }
        if (left(token).compareTo(shareOf(token, 5, EARLY)) < 0
                && !clock.instant().isBefore(pausedUntil)) {
            pausedUntil = clock.instant().plus(PAUSE);
            renewAside();
        }
        return token;
    }

    /** One asks, the others wait for its answer. */
    private Held renewed() {
        synchronized (source) {
            Held token = usable();
            return token == null ? ask() : token;
        }
    }

    /** Whoever was refused does not ask again for a while: accounts are locked for less. */
    private Held ask() {
        refuseWhilePaused();
        AccessToken token;
        try {
            token = source.get();
        } catch (IngestException e) {
            pause(e);
            throw e;
        }
        Held fresh = new Held(token, new Secret(token.getToken()), clock.instant());
        synchronized (this) {
            held = fresh;
            pausedUntil = Instant.MIN;
            failure = null;
        }
        return fresh;
    }

    private synchronized void refuseWhilePaused() {
        IngestException before = failure;
        if (before != null && clock.instant().isBefore(pausedUntil)) {
            throw before.again();
        }
    }

    private synchronized void pause(IngestException why) {
        failure = why;
        pausedUntil = clock.instant().plus(PAUSE);
    }

    private void renewAside() {
        Thread thread = new Thread(
                () -> {
                    try {
                        synchronized (source) {
                            ask();
                        }
                    } catch (RuntimeException e) {
                        LOG.warn("{} The token at hand holds a while; the login is tried again.", e.getMessage());
                    }
                },
                "azure-token");
        thread.setDaemon(true);
        thread.start();
    }

    private Duration left(Held token) {
        return Duration.between(clock.instant(), token.token().getExpiresAt().toInstant());
    }

    private static Duration shareOf(Held token, int parts, Duration most) {
        Duration share = Duration.between(
                        token.made(), token.token().getExpiresAt().toInstant())
                .dividedBy(parts);
        return share.compareTo(most) < 0 ? share : most;
    }
}
