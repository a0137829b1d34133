package dev.ingest.config;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.Printable;
import dev.ingest.secret.Secret;
import dev.ingest.secret.SecretRef;
import dev.ingest.secret.SecretStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of sections, nearest first; a nearer section wins over a farther one whichever place it is written in. */
final class SectionScope implements SettingScope {
    private final List<List<String>> sections;
    /** Those that anything is written in; a table seldom has a section of its own, and every job asks for every setting. */
    private final List<List<String>> written;

    private final DltKeys dltKeys;
    private final List<SettingProvider> providers;
    private final SecretStore secrets;
    private final Map<String, Optional<Hit>> hits;

    /**
     * @param seen what scopes found before
     */
    SectionScope(
            List<List<String>> sections,
            DltKeys dltKeys,
            List<SettingProvider> providers,
            SecretStore secrets,
            SeenSettings seen) {
        this.sections = sections;
        this.written = sections.stream()
                .filter(section -> providers.stream().anyMatch(provider -> provider.has(section)))
                .toList();
        this.dltKeys = dltKeys;
        this.providers = providers;
        this.secrets = secrets;
        this.hits = seen.of(written, dltKeys);
    }

    /** A value and the place it was found at. */
    record Hit(String text, SettingProvider provider, List<String> path) {}

    @Override
    public <T> T value(Setting<T> setting) {
        if (SecretKeys.isSecret(setting.key())) {
            return secret(setting.key())
                    .map(found -> setting.parser().apply(found.reveal()))
                    .orElse(setting.fallback());
        }
        return hit(setting.key()).map(hit -> parsed(setting, hit)).orElse(setting.fallback());
    }

    @Override
    public Optional<String> text(String key) {
        return hit(key).map(Hit::text);
    }

    @Override
    public Optional<Secret> secret(String key) {
        return names(key).stream().map(secrets::find).flatMap(Optional::stream).findFirst();
    }

    @Override
    public List<SecretRef> names(String key) {
        return paths(key).stream().map(SecretRef::new).toList();
    }

    /** Keys are compared without regard to case where the environment sets them; a nearer section's value wins. */
    @Override
    public Map<String, String> section(String section) {
        Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (List<String> path : paths(section)) {
            for (SettingProvider provider : providers) {
                provider.section(path).forEach(keys::putIfAbsent);
            }
        }
        return namedAsInFiles(section, keys);
    }

    @Override
    public String lookedFor(String key) {
        List<List<String>> paths = paths(key);
        return providers.stream()
                .filter(provider -> provider.takes(paths.get(0).get(paths.get(0).size() - 1)))
                .map(provider ->
                        provider.nameOf(paths.get(0)) + " in " + provider.name() + nearly(provider, paths.get(0)))
                .collect(Collectors.joining(", "));
    }

    /** What a place has instead of the key, where that looks like a slip. */
    private static String nearly(SettingProvider provider, List<String> path) {
        List<String> own = path.subList(0, path.size() - 1);
        List<String> nested = new ArrayList<>(own);
        nested.add("credentials");
        for (List<String> section : List.of(own, nested)) {
            List<String> keys = Stream.concat(
                            provider.section(section).keySet().stream(), provider.subsections(section).stream())
                    .filter(key -> !SpellingCheck.isKnown(key))
                    .toList();
            Optional<String> near = NearMatch.of(path.get(path.size() - 1), keys);
            if (near.isPresent()) {
                List<String> found = new ArrayList<>(section);
                found.add(near.get());
                return ", which has " + provider.nameOf(found);
            }
        }
        return "";
    }

    /** The environment loses the case of keys; where a file sets the same key, its spelling is the right one. */
    private Map<String, String> namedAsInFiles(String section, Map<String, String> keys) {
        Map<String, String> named = new TreeMap<>();
        Map<String, String> spelling = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (List<String> path : paths(section)) {
            for (SettingProvider provider : providers) {
                if (!(provider instanceof EnvironmentSettings)) {
                    provider.section(path).keySet().forEach(key -> spelling.putIfAbsent(key, key));
                }
            }
        }
        keys.forEach((key, value) -> named.put(spelling.getOrDefault(key, key), value));
        return named;
    }

    private Optional<Hit> hit(String key) {
        return hits.computeIfAbsent(key, this::found);
    }

    private Optional<Hit> found(String key) {
        List<List<String>> paths = new ArrayList<>();
        DltKeys.namesOf(key).forEach(name -> paths.addAll(paths(written, name)));
        paths.addAll(dltKeys.pathsOf(key));
        return paths.stream().map(this::hit).flatMap(Optional::stream).findFirst();
    }

    private Optional<Hit> hit(List<String> path) {
        for (SettingProvider provider : providers) {
            Optional<String> text = provider.find(path).filter(value -> !value.isBlank());
            if (text.isPresent()) {
                return Optional.of(new Hit(text.get(), provider, path));
            }
        }
        return Optional.empty();
    }

    private List<List<String>> paths(String key) {
        return paths(sections, key);
    }

    /** The key, whose parts a dot divides, in each section. */
    private static List<List<String>> paths(List<List<String>> sections, String key) {
        List<List<String>> paths = new ArrayList<>();
        for (List<String> section : sections) {
            List<String> path = new ArrayList<>(section);
            path.addAll(List.of(key.split("\\.")));
            paths.add(List.copyOf(path));
        }
        return paths;
    }

    /** No setting means a control character; {@code "C:\new\temp"} holds two, as TOML reads double quotes. */
    private static void refuseEscapes(Hit hit) {
        if (hit.text().stripTrailing().chars().anyMatch(Character::isISOControl)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the setting " + hit.provider().nameOf(hit.path()) + " in "
                            + hit.provider().name() + ": '" + Printable.of(hit.text())
                            + "' holds a line break, a tab or another control character. In double quotes TOML reads a"
                            + " backslash as the beginning of one: write the value in single quotes, as 'C:\\new\\temp',"
                            + " or with / between folders.");
        }
    }

    private static <T> T parsed(Setting<T> setting, Hit hit) {
        refuseEscapes(hit);
        try {
            return setting.parser().apply(hit.text().strip());
        } catch (IllegalArgumentException wrong) {
            String reason = String.valueOf(wrong.getMessage());
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the setting " + hit.provider().nameOf(hit.path()) + " in "
                            + hit.provider().name() + ": '" + hit.text() + "' " + reason
                            + (reason.endsWith("?") ? "" : ".") + " It takes: " + setting.unit() + ".",
                    wrong);
        }
    }
}
