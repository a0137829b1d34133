package dev.ingest.source.rest.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.secret.Secret;
import dev.ingest.source.rest.body.Fingerprint;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Grant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tokens of an authorization server (RFC 6749). */
final class OAuthTokens implements TokenSource {
    private final Auth.OAuth2 auth;
    private final Secrets secrets;
    private final TokenCall call;
    private final TokenShelf shelf;
    private final Clock clock;

    OAuthTokens(Auth.OAuth2 auth, Secrets secrets, Wire wire, Patience patience, TokenShelf shelf, Clock clock) {
        this.auth = auth;
        this.secrets = secrets;
        this.call = new TokenCall("get a token from " + auth.tokenUrl().getHost(), wire, patience);
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public Fresh ask(Stop stop) {
        Request blank = Request.to(auth.tokenUrl())
                .withMethod("POST")
                .withHeader("Accept", "application/json")
                .withHeader("Content-Type", "application/x-www-form-urlencoded");
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        auth.data().forEach((name, value) -> form.put(name, secrets.filled(value)));
        if (auth.grant() instanceof Grant.ClientCredentials client) {
            form.put("grant_type", "client_credentials");
            Optional<Secret> secret = Optional.of(secrets.of(client.clientSecret()));
            return fresh(sent(blank, form, Optional.of(client.clientId()), secret, client.proof(), stop));
        }
        if (auth.grant() instanceof Grant.RefreshToken refresh) {
            return refreshed(blank, form, refresh, stop);
        }
        Grant.JwtBearer statement = (Grant.JwtBearer) auth.grant();
        form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.put(
                "assertion",
                SignedStatement.of(statement, secrets.of(statement.privateKey()), clock.instant())
                        .reveal());
        return fresh(call.answer(blank.withBody(form), stop));
    }

    /** A server that replaces the refresh token takes the old one no more. */
    private Fresh refreshed(Request blank, ObjectNode form, Grant.RefreshToken refresh, Stop stop) {
        Secret first = secrets.of(refresh.refreshToken());
        String name = shelved(refresh.refreshToken(), first);
        Secret current = shelf.find(name).orElse(first);
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", current.reveal());
        JsonNode answer = sent(
                blank, form, refresh.clientId(), refresh.clientSecret().flatMap(secrets::find), refresh.proof(), stop);
        String next = answer.path("refresh_token").asText("");
        if (!next.isEmpty() && !next.equals(current.reveal())) {
            shelf.keep(name, new Secret(next));
        }
        return fresh(answer);
    }

    private JsonNode sent(
            Request blank,
            ObjectNode form,
            Optional<String> clientId,
            Optional<Secret> clientSecret,
            Grant.ClientProof proof,
            Stop stop) {
        if (proof == Grant.ClientProof.BASIC && clientId.isPresent() && clientSecret.isPresent()) {
            return call.answer(
                    Proofs.basic(blank, clientId.get(), clientSecret.get()).withBody(form), stop);
        }
        clientId.ifPresent(id -> form.put("client_id", id));
        clientSecret.ifPresent(secret -> form.put("client_secret", secret.reveal()));
        return call.answer(blank.withBody(form), stop);
    }

    private Fresh fresh(JsonNode answer) {
        Secret token = call.token(answer.path("access_token"));
        Duration lifetime = Optional.of(answer.path("expires_in"))
                .map(JsonNode::asLong)
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds)
                .orElse(auth.lifetime());
        return new Fresh(token, Optional.of(lifetime));
    }

    /** A refresh token that somebody set anew counts, whatever the one before it became. */
    private static String shelved(String key, Secret first) {
        byte[] bytes = first.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            Fingerprint origin = Fingerprint.of(new ByteArrayInputStream(bytes), bytes.length);
            return key + "-" + Long.toHexString(origin.high());
        } catch (IOException e) {
            throw new IllegalStateException(FailureKind.SECRET.name(), e);
        }
    }
}
