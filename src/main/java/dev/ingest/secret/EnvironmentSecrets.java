package dev.ingest.secret;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets in environment variables, named as dlt names them; an empty variable counts as none. */
public final class EnvironmentSecrets implements SecretStore {
    private final Map<String, String> variables = new TreeMap<>();

    /** Secrets in {@code environment}, as {@code System.getenv()} returns it. */
    public EnvironmentSecrets(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!value.isEmpty() && (upper.equals(name) || !variables.containsKey(upper))) {
                variables.put(upper, value);
            }
        });
    }

    @Override
    public Optional<Secret> find(SecretRef ref) {
        String exact = ref.environmentName().replace("\"", "");
        return Optional.ofNullable(variables.get(exact))
                .or(() -> Optional.ofNullable(variables.get(exact.replaceAll("[^A-Z0-9_]", "_"))))
                .map(Secret::new);
    }

    @Override
    public String name() {
        return "environment";
    }
}
