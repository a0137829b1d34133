package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.secret.Secret;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets of one source, by the path of their key below its section. */
final class Secrets {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(?:(auth\\.[\\w.-]+)|secret\\['([^']+)'])}");

    private final Function<String, Optional<Secret>> lookup;

    Secrets(Function<String, Optional<Secret>> lookup) {
        this.lookup = lookup;
    }

    Optional<Secret> find(String key) {
        return lookup.apply(key);
    }

    Secret of(String key) {
        return find(key)
                .orElseThrow(() -> new IngestException(
                        FailureKind.SECRET,
                        "Cannot log in to the API: " + key
                                + " is set nowhere. Set it in the source's section, the environment or"
                                + " the key vault."));
    }

    /** {@code text} with secrets in the place of {@code {auth.…}}. */
    String filled(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(of(found.group(1) == null ? found.group(2) : found.group(1))
                                .reveal()));
    }
}
