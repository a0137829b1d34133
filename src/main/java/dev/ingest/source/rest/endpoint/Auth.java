package dev.ingest.source.rest.endpoint;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proof of who asks. */
public sealed interface Auth {

    /** The ways to the keys of its secrets. */
    default List<String> secrets() {
        if (this instanceof FixedToken token) {
            return List.of(token.key());
        } else if (this instanceof Basic basic) {
            return List.of(basic.password());
        }
        return this instanceof OAuth2 oauth
                ? oauth.grant().secrets()
                : ((Session) this).login().secrets();
    }

    /**
     * A token or key that somebody gave out.
     *
     * @param key the path of the token's key
     */
    record FixedToken(String key, Placement placement) implements Auth {}

    /**
     * Name and password.
     *
     * @param password the path of the password's key
     */
    record Basic(String username, String password) implements Auth {}

    /**
     * A token that an authorization server gives out for a while (RFC 6749).
     *
     * @param data sent along with the request for a token
     * @param lifetime of a token whose response does not say it
     */
    record OAuth2(URI tokenUrl, Grant grant, Map<String, String> data, Duration lifetime) implements Auth {
        public OAuth2 {
            data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }
    }

    /**
     * A token that a request of the API's own gives out.
     *
     * @param lifetime absent: until the API answers 401
     */
    record Session(Login login, String tokenPath, Optional<Duration> lifetime, Placement placement) implements Auth {}
}
