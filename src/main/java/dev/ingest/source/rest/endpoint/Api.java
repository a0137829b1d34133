package dev.ingest.source.rest.endpoint;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What all endpoints of an API share.
 *
 * @param baseUrl paths of endpoints are below it
 * @param headers sent with each request; none holds a secret
 * @param auths all of them prove each request
 * @param otherOrigins where links of the API may lead besides its own origin, never with a proof of identity
 */
public record Api(
        URI baseUrl,
        Map<String, String> headers,
        List<Auth> auths,
        Limits limits,
        Retries retries,
        Traffic traffic,
        List<URI> otherOrigins) {
    public Api {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        auths = List.copyOf(auths);
        otherOrigins = List.copyOf(otherOrigins);
    }

    /** The ways to the keys of all secrets that prove who asks. */
    public List<String> secrets() {
        return auths.stream().flatMap(auth -> auth.secrets().stream()).toList();
    }

    /** The ways to the keys of secrets that some authorization servers want and others do not. */
    public List<String> furtherSecrets() {
        return auths.stream()
                .flatMap(auth ->
                        auth instanceof Auth.OAuth2 oauth ? oauth.grant().furtherSecrets().stream() : Stream.empty())
                .toList();
    }
}
