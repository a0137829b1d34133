package dev.ingest.secret.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.AccessTokens;
import dev.ingest.secret.Secret;
import dev.ingest.secret.azure.LoginStep.Insistence;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's login to Azure: the first of several ways that works, for good; one token a scope, renewed before it
 * expires.
 */
public final class AzureLogin implements AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AzureLogin.class);

    private final LoginFailure failures;
    private final List<LoginStep> chain;
    private final Clock clock;
    private final URI authority;
    private final Map<String, RenewedToken> tokens = new ConcurrentHashMap<>();
    private @Nullable TokenCredential chosen;
    private Optional<Identity> identity = Optional.empty();

    /** Asks nobody. */
    public AzureLogin(LoginSettings settings) {
        this(settings, new LoginChain(settings).steps(), Clock.systemUTC());
    }

    AzureLogin(LoginSettings settings, List<LoginStep> chain, Clock clock) {
        this.failures = new LoginFailure(settings);
        this.chain = List.copyOf(chain);
        this.clock = clock;
        this.authority = URI.create(settings.authority());
    }

    /**
     * A token that is valid now.
     *
     * @throws IngestException (SECRET) when nobody can be logged in: each way that was tried is named with its reason
     */
    @Override
    public Secret token(String scope) {
        return held(scope).secret();
    }

    /** Who answered, once a token was asked for. */
    public synchronized Optional<Identity> identity() {
        return identity;
    }

    /** Entra ID's address, once somebody logged in there; a managed identity's tokens are the machine's affair. */
    public Optional<URI> authority() {
        return identity().filter(who -> !who.kind().equals(LoginChain.MANAGED)).map(who -> authority);
    }

    AccessToken access(String scope) {
        return held(scope).token();
    }

    private RenewedToken.Held held(String scope) {
        return tokens.computeIfAbsent(scope, each -> new RenewedToken(() -> ask(each), clock))
                .current();
    }

    private AccessToken ask(String scope) {
        TokenRequestContext request = new TokenRequestContext().addScopes(scope);
        TokenCredential credential = chosen();
        return credential == null ? choose(request) : shown(credential, request);
    }

    private AccessToken shown(TokenCredential credential, TokenRequestContext request) {
        try {
            return credential.getTokenSync(request);
        } catch (RuntimeException e) {
            throw failures.refused(identity().map(Identity::kind).orElse("login"), e);
        }
    }

    private synchronized @Nullable TokenCredential chosen() {
        return chosen;
    }

    /** Two scopes that are asked for at once choose one after the other. */
    private synchronized AccessToken choose(TokenRequestContext request) {
        if (chosen != null) {
            return shown(chosen, request);
        }
        LOG.info(
                "Azure login: the first that works of {}",
                chain.stream().map(LoginStep::kind).collect(Collectors.joining(", ")));
        List<String> reasons = new ArrayList<>();
        for (LoginStep step : chain) {
            Optional<AccessToken> token = attempt(step, request, reasons);
            if (token.isPresent()) {
                return token.get();
            }
        }
        throw failures.nobody(reasons);
    }

    private Optional<AccessToken> attempt(LoginStep step, TokenRequestContext request, List<String> reasons) {
        Optional<String> obstacle = step.obstacle().get();
        if (obstacle.isPresent()) {
            reasons.add(step.kind() + ": " + obstacle.get());
            return Optional.empty();
        }
        try {
            TokenCredential credential = step.credential().get();
            AccessToken token = credential.getTokenSync(request);
            chosen = credential;
            identity = Optional.of(new Identity(step.kind(), TokenClaims.of(token.getToken())));
            LOG.info("Azure login as {}", identity.get());
            return Optional.of(token);
        } catch (IngestException e) {
            throw e;
        } catch (RuntimeException e) {
            if (step.insistence() == Insistence.REQUIRED) {
                throw failures.refused(step.kind(), e);
            }
            reasons.add(step.kind() + ": " + failures.reason(e));
            return Optional.empty();
        }
    }
}
