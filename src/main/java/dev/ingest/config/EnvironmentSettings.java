package dev.ingest.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings in environment variables, named as dlt names them: {@code SOURCES__MY_POSTGRES_DB__PORT}.
 *
 * <p>A character that shells refuse in a name may be written as {@code _}. Names are compared without regard to case,
 * as Windows does. An empty variable counts as none.
 */
public final class EnvironmentSettings implements SettingProvider {
    private final TreeMap<String, String> variables = new TreeMap<>();

    /** Settings in {@code environment}, as {@code System.getenv()} returns it. */
    public EnvironmentSettings(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!value.isEmpty() && (upper.equals(name) || !variables.containsKey(upper))) {
                variables.put(upper, value);
            }
        });
    }

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public String nameOf(List<String> path) {
        return String.join("__", path).toUpperCase(Locale.ROOT);
    }

    @Override
    public Optional<String> find(List<String> path) {
        if (isElsewhere(path)) {
            return Optional.empty();
        }
        String exact = nameOf(path);
        return Optional.ofNullable(variables.get(exact)).or(() -> Optional.ofNullable(variables.get(plain(exact))));
    }

    /** Keys come in small letters: the environment does not keep their case. */
    @Override
    public Map<String, String> section(List<String> path) {
        Map<String, String> keys = new LinkedHashMap<>();
        within(path).forEach((rest, value) -> {
            if (!rest.contains("__")) {
                keys.put(rest.toLowerCase(Locale.ROOT), value);
            }
        });
        return keys;
    }

    @Override
    public Set<String> subsections(List<String> path) {
        Set<String> names = new LinkedHashSet<>();
        within(path).keySet().forEach(rest -> {
            int end = rest.indexOf("__");
            if (end > 0) {
                names.add(rest.substring(0, end).toLowerCase(Locale.ROOT));
            }
        });
        return names;
    }

    private Map<String, String> within(List<String> path) {
        Map<String, String> found = new TreeMap<>();
        String exact = nameOf(path) + "__";
        for (String prefix : List.of(plain(exact), exact)) {
            variables
                    .subMap(prefix, prefix + Character.MAX_VALUE)
                    .forEach((name, value) -> found.put(name.substring(prefix.length()), value));
        }
        return found;
    }

    @Override
    public boolean has(List<String> section) {
        if (isElsewhere(section)) {
            return false;
        }
        String exact = nameOf(section) + "__";
        return begins(exact) || begins(plain(exact));
    }

    /** Whether no variable begins as the path does: most environments hold none of ours, and every job asks. */
    private boolean isElsewhere(List<String> path) {
        String first = path.get(0).toUpperCase(Locale.ROOT);
        return !begins(first) && !begins(plain(first));
    }

    private boolean begins(String beginning) {
        return Optional.ofNullable(variables.ceilingKey(beginning))
                .filter(name -> name.startsWith(beginning))
                .isPresent();
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
                plain.setCharAt(i, '_');
            }
        }
        return plain.toString();
    }
}
