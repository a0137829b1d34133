package dev.ingest.source.rest.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** By what right an authorization server gives out a token; secrets are paths of keys. */
public sealed interface Grant {

    /** The ways to the keys of its secrets. */
    default List<String> secrets() {
        if (this instanceof ClientCredentials client) {
            return List.of(client.clientSecret());
        }
        return this instanceof RefreshToken user
                ? List.of(user.refreshToken())
                : List.of(((JwtBearer) this).privateKey());
    }

    /** The ways to the keys of secrets that some servers want and others do not. */
    default List<String> furtherSecrets() {
        return this instanceof RefreshToken user ? user.clientSecret().stream().toList() : List.of();
    }

    /** A client in its own name. */
    record ClientCredentials(String clientId, String clientSecret, ClientProof proof) implements Grant {}

    /** A client in the name of a user who once agreed. */
    record RefreshToken(
            Optional<String> clientId, Optional<String> clientSecret, ClientProof proof, String refreshToken)
            implements Grant {}

    /**
     * A statement signed with a private key (RFC 7523).
     *
     * @param claims besides {@code iat}, {@code exp} and {@code jti}: {@code iss}, {@code sub}, {@code aud}, {@code scope}
     * @param keyId the {@code kid} of the header
     */
    record JwtBearer(Map<String, String> claims, String privateKey, Signing signing, Optional<String> keyId)
            implements Grant {
        public JwtBearer {
            claims = new TreeMap<>(claims);
        }
    }

    /** Where the client's own name and secret go. */
    enum ClientProof {
        BODY,
        BASIC
    }

    /** How a statement is signed. */
    enum Signing {
        RS256,
        ES256
    }
}
