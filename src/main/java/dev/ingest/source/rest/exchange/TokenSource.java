package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/** Gives out tokens. */
@FunctionalInterface
interface TokenSource {

    /** Asks for a new token. */
    Fresh ask(Stop stop);

    /**
     * A token.
     *
     * @param lifetime absent: until it is refused
     */
    record Fresh(Secret token, Optional<Duration> lifetime) {}
}
