package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Placement;
import java.util.Map;

/** Shows who asks. */
interface Proof {

    /** The request with the proof in it; it may ask for a token first. */
    Request prove(Request request, Stop stop);

    /**
     * Lets go of what the API refused.
     *
     * @param proven the request that was refused
     * @return whether the next proof is another one
     */
    default boolean renew(Request proven) {
        return false;
    }

    /** A token put where it goes. */
    static Request placed(Request request, Placement placement, Secret token) {
        String value = placement.prefix() + token.reveal();
        return switch (placement.place()) {
            case HEADER -> request.withHeader(placement.name(), value);
            case QUERY -> request.withParam(placement.name(), value);
            case COOKIE ->
                request.withHeader(
                        "Cookie",
                        request.headers().entrySet().stream()
                                        .filter(header -> header.getKey().equalsIgnoreCase("Cookie"))
                                        .map(Map.Entry::getValue)
                                        .map(others -> others + "; ")
                                        .findFirst()
                                        .orElse("")
                                + placement.name() + "=" + value);
        };
    }
}
