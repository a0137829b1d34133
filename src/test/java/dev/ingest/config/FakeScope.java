package dev.ingest.config;

import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings from a map, whose keys may be {@code section.key}. */
public final class FakeScope implements SettingScope {
    private final Map<String, String> values = new HashMap<>();

    public FakeScope with(String key, String value) {
        values.put(key, value);
        return this;
    }

    @Override
    public <T> T value(Setting<T> setting) {
        String text = values.get(setting.key());
        return text == null ? setting.fallback() : setting.parser().apply(text);
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::new);
    }

    @Override
    public List<SecretRef> names(String key) {
        return List.of(new SecretRef(List.of(key.split("\\."))));
    }

    @Override
    public Map<String, String> section(String section) {
        Map<String, String> found = new HashMap<>();
        String prefix = section + ".";
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    @Override
    public String lookedFor(String key) {
        return "fake: " + key;
    }
}
