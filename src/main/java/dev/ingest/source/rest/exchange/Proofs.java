package dev.ingest.source.rest.exchange;

import dev.ingest.secret.Secret;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Placement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** All proofs that an API wants, one after the other. */
final class Proofs implements Proof {
    private final List<Proof> proofs;

    private Proofs(List<Proof> proofs) {
        this.proofs = List.copyOf(proofs);
    }

    static Proofs of(Api api, Secrets secrets, Wire wire, Patience patience, TokenShelf shelf, Pace pace) {
        List<Proof> proofs = new ArrayList<>();
        for (Auth auth : api.auths()) {
            if (auth instanceof Auth.FixedToken fixed) {
                proofs.add((request, stop) -> Proof.placed(request, fixed.placement(), secrets.of(fixed.key())));
            } else if (auth instanceof Auth.Basic basic) {
                proofs.add((request, stop) -> basic(request, basic.username(), secrets.of(basic.password())));
            } else if (auth instanceof Auth.OAuth2 oauth) {
                OAuthTokens tokens = new OAuthTokens(oauth, secrets, wire, patience, shelf, pace.clock());
                proofs.add(new LivingToken(tokens, Placement.BEARER, pace.clock()));
            } else if (auth instanceof Auth.Session session) {
                // What stands before a login proves the login too.
                SessionTokens tokens = new SessionTokens(session, api, secrets, wire, patience, new Proofs(proofs));
                proofs.add(new LivingToken(tokens, session.placement(), pace.clock()));
            }
        }
        return new Proofs(proofs);
    }

    @Override
    public Request prove(Request request, Stop stop) {
        Request proven = request;
        for (Proof proof : proofs) {
            proven = proof.prove(proven, stop);
        }
        return proven;
    }

    @Override
    public boolean renew(Request proven) {
        boolean renewed = false;
        for (Proof proof : proofs) {
            renewed |= proof.renew(proven);
        }
        return renewed;
    }

    /** The header of RFC 7617. */
    static Request basic(Request request, String username, Secret password) {
        byte[] pair = (username + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
        Secret encoded = new Secret(Base64.getEncoder().encodeToString(pair));
        return request.withHeader("Authorization", "Basic " + encoded.reveal());
    }
}
