package dev.ingest.secret.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import dev.ingest.secret.SecretStore;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The secrets of one Azure Key Vault, each asked for once: its newest version at that time, or that there is none, is
 * remembered.
 */
public final class KeyVaultSecrets implements SecretStore {
    private static final int AT_ONCE = 8;
    private static final int LONGEST = 127;
    private static final Pattern VAULT = Pattern.compile("(?i)https://[a-z0-9][a-z0-9.-]*(?::\\d{1,5})?/*");

    private final String host;
    private final SecretClient client;
    private final KeyVaultFailure failures;
    private final Clock clock;
    private volatile @Nullable IngestException closed;
    private final Map<String, KeyVaultAnswer> answers = new ConcurrentHashMap<>();

    private KeyVaultSecrets(String host, SecretClient client, Clock clock) {
        this.host = host;
        this.client = client;
        this.failures = new KeyVaultFailure(host);
        this.clock = clock;
    }

    /**
     * The vault at {@code url}; asks nobody.
     *
     * @throws IngestException (CONFIG) when it is no address of a vault
     */
    public static KeyVaultSecrets at(String url, AzureLogin login) {
        return of(url, login, new SecretClientBuilder(), Clock.systemUTC());
    }

    static KeyVaultSecrets of(String url, AzureLogin login, SecretClientBuilder builder, Clock clock) {
        String address = "https://" + authority(url);
        return new KeyVaultSecrets(
                authority(url),
                builder.vaultUrl(address)
                        .credential(credential(login))
                        .httpClient(AzureHttp.client())
                        .retryOptions(AzureHttp.retries())
                        .buildClient(),
                clock);
    }

    /**
     * The host that {@code url} names.
     *
     * @throws IngestException (CONFIG) when it is no address of a vault
     */
    public static String authority(String url) {
        String text = url.strip();
        if (!VAULT.matcher(text).matches()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use AZURE_KEY_VAULT_URL: it is no address of a key vault. Write it as"
                            + " https://<name>.vault.azure.net.");
        }
        return text.replaceFirst("(?i)^https://", "").replaceFirst("/+$", "");
    }

    /** What the secret at {@code path} is called in a vault, whose names have letters, digits and hyphens. */
    public static String name(List<String> path) {
        return String.join("--", path).replaceAll("[^0-9A-Za-z-]", "-");
    }

    /** {@code my-vault.vault.azure.net}. */
    public String host() {
        return host;
    }

    /**
     * Asks for all of them now, some at once, the first before all others: what is wrong with the vault is said once.
     *
     * @throws IngestException (SECRET) when the vault cannot be used
     */
    public void fetch(Collection<SecretRef> refs) {
        Deque<String> names = new ArrayDeque<>(
                refs.stream().map(ref -> name(ref.path())).distinct().toList());
        if (names.isEmpty()) {
            return;
        }
        answer(names.pop());
        ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "key-vault");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletableFuture.allOf(names.stream()
                            .map(name -> CompletableFuture.runAsync(() -> answer(name), readers))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IngestException known ? known : e;
        } finally {
            readers.shutdownNow();
        }
        refuseIfNothingMayBeRead();
    }

    @Override
    public Optional<Secret> find(SecretRef ref) {
        return answer(name(ref.path())).secret();
    }

    /** What the vault says of the secret, in a word or two, for people. */
    public String state(SecretRef ref) {
        return answer(name(ref.path())).state();
    }

    /** Whether the vault hands out this very value. */
    public boolean has(SecretRef ref, Secret value) {
        return answer(name(ref.path())) instanceof KeyVaultAnswer.Found found
                && found.value().equals(value);
    }

    /**
     * Puts a secret into the vault, in the place of one that is there.
     *
     * @throws IngestException (SECRET) when the vault refuses it
     */
    public void put(SecretRef ref, Secret secret) {
        try {
            client.setSecret(name(ref.path()), secret.reveal());
            answers.remove(name(ref.path()));
        } catch (RuntimeException e) {
            throw failures.ofAll(e);
        }
    }

    private void refuseIfNothingMayBeRead() {
        if (answers.values().stream().allMatch(KeyVaultAnswer.Denied.class::isInstance)) {
            answers.values().forEach(KeyVaultAnswer::secret);
        }
    }

    private KeyVaultAnswer answer(String name) {
        return name.length() > LONGEST ? new KeyVaultAnswer.Absent() : answers.computeIfAbsent(name, this::asked);
    }

    /** A vault that could not be used is not asked again: each question may take its time, or be counted as an attack. */
    private KeyVaultAnswer asked(String name) {
        IngestException before = closed;
        if (before != null) {
            throw before.again();
        }
        try {
            KeyVaultSecret secret = client.getSecret(name);
            return judged(name, secret.getProperties(), secret.getValue());
        } catch (RuntimeException e) {
            return failures.ofOne(name, e).orElseThrow(() -> closed(failures.ofAll(e)));
        }
    }

    private IngestException closed(IngestException why) {
        closed = why;
        return why;
    }

    /** A vault hands out secrets whose time is over or has not come. */
    private KeyVaultAnswer judged(String name, SecretProperties properties, String value) {
        OffsetDateTime expiry = properties.getExpiresOn();
        OffsetDateTime start = properties.getNotBefore();
        if (Boolean.FALSE.equals(properties.isEnabled())) {
            return failures.disabled(name);
        }
        if (expiry != null && !clock.instant().isBefore(expiry.toInstant())) {
            return failures.expired(name, expiry.toString());
        }
        if (start != null && clock.instant().isBefore(start.toInstant())) {
            return failures.notYet(name, start.toString());
        }
        return new KeyVaultAnswer.Found(new Secret(value));
    }

    private static TokenCredential credential(AzureLogin login) {
        return new TokenCredential() {
            @Override
            public Mono<AccessToken> getToken(TokenRequestContext request) {
                return Mono.fromCallable(() -> getTokenSync(request));
            }

            @Override
            public AccessToken getTokenSync(TokenRequestContext request) {
                return login.access(request.getScopes().get(0));
            }
        };
    }
}
