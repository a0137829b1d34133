package dev.ingest.source.rest.declared;

import dev.ingest.config.DurationText;
import dev.ingest.job.name.NearMatch;
import dev.ingest.source.rest.json.BodyPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A section as users wrote it: texts, numbers, flags, lists and sections by key. It remembers which keys were asked for, so
 * that those that mean nothing can be named, and collects what is wrong, so that all of it is said at once.
 */
final class Declaration {
    private final Map<String, Object> values;
    private final String place;
    private final List<String> faults;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Declaration> sections = new ArrayList<>();

    /**
     * @param values texts, numbers, flags, lists and maps of these
     * @param place as people write it: {@code sources.crm.tables.orders}
     */
    Declaration(Map<String, Object> values, String place) {
        this(values, place, new ArrayList<>());
    }

    private Declaration(Map<String, Object> values, String place, List<String> faults) {
        this.values = values;
        this.place = place;
        this.faults = faults;
    }

    /** Where {@code key} stands. */
    String placeOf(String key) {
        return place + "." + key;
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /** A text; numbers and flags count as one. */
    Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Map || value instanceof List) {
                fault(key, "is to be a text");
                return Optional.empty();
            }
            return Optional.of(value.toString());
        });
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** A text that must be there. */
    String required(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            fault(key, "is missing");
        }
        return text.orElse("");
    }

    Optional<Long> whole(String key, long least) {
        return text(key).flatMap(text -> {
            try {
                long value = Long.parseLong(text.strip());
                if (value >= least) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException notWhole) {
                // Said below.
            }
            fault(key, "is to be a whole number, " + least + " or more, not '" + text + "'");
            return Optional.empty();
        });
    }

    /** A length of time; a bare number counts seconds, as dlt's do. */
    Duration duration(String key, Duration fallback) {
        return text(key)
                .map(text -> {
                    try {
                        return DurationText.parse(text.strip().matches("\\d+") ? text.strip() + "s" : text);
                    } catch (IllegalArgumentException e) {
                        fault(key, e.getMessage() + ", not '" + text + "'");
                        return fallback;
                    }
                })
                .orElse(fallback);
    }

    /** A length of time that is one. */
    Duration positive(String key, Duration fallback) {
        Duration length = duration(key, fallback);
        if (length.isZero()) {
            fault(key, "is no time at all");
            return fallback;
        }
        return length;
    }

    /** A path into a JSON body; an empty text is none. */
    Optional<String> path(String key) {
        return text(key).filter(text -> !text.isEmpty()).filter(text -> {
            try {
                BodyPath.of(text);
                return true;
            } catch (IllegalArgumentException e) {
                fault(key, e.getMessage() + ", not '" + text + "'");
                return false;
            }
        });
    }

    /** The texts below {@code key} by their own keys. */
    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        section(key)
                .ifPresent(section ->
                        section.keys().forEach(name -> section.text(name).ifPresent(text -> map.put(name, text))));
        return map;
    }

    boolean flag(String key, boolean fallback) {
        return text(key)
                .map(text -> {
                    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                        fault(key, "is to be true or false, not '" + text + "'");
                    }
                    return text.equalsIgnoreCase("true");
                })
                .orElse(fallback);
    }

    /** One of {@code allowed}; the first where nothing is written. */
    String choice(String key, List<String> allowed) {
        String written = text(key, allowed.get(0));
        if (!allowed.contains(written)) {
            fault(
                    key,
                    "is one of " + String.join(", ", allowed) + ", not '" + written + "'."
                            + NearMatch.question(written, allowed));
            return allowed.get(0);
        }
        return written;
    }

    /** Texts: a list, or one text with commas between. */
    List<String> texts(String key) {
        return value(key)
                .map(value -> value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(value.toString().split("\\s*,\\s*")))
                .orElse(List.of());
    }

    /** What stands below {@code key} as it is: a text, number, flag, list or map. */
    Optional<Object> tree(String key) {
        return value(key);
    }

    /** The sub-section {@code key}. */
    Optional<Declaration> section(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof Map<?, ?> map) {
                return Optional.of(below(key, map));
            }
            fault(key, "is to be a section");
            return Optional.empty();
        });
    }

    /** Sub-sections {@code [[key]]}, or the one. */
    List<Declaration> sections(String key) {
        return value(key).map(value -> value instanceof List<?> list ? list : List.of(value)).orElse(List.of()).stream()
                .flatMap(element -> {
                    if (element instanceof Map<?, ?> map) {
                        return Optional.of(below(key, map)).stream();
                    }
                    fault(key, "is to be a list of sections");
                    return Optional.<Declaration>empty().stream();
                })
                .toList();
    }

    /** All keys that stand here, each asked for by this. */
    Set<String> keys() {
        known.addAll(values.keySet());
        return values.keySet();
    }

    /** Says that keys of these names mean something, whoever reads them. */
    void knows(java.util.Collection<String> keys) {
        known.addAll(keys);
    }

    /** All keys that were asked for, here and in the sections below, by the way to them. */
    Set<String> understood() {
        Set<String> keys = new TreeSet<>(known);
        for (Declaration section : sections) {
            String way = section.place.substring(place.length() + 1);
            section.understood().forEach(key -> keys.add(way + "." + key));
        }
        return keys;
    }

    /** Notes what is wrong with {@code key}, as a clause that follows its name. */
    void fault(String key, String clause) {
        String fault = placeOf(key) + " " + clause;
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** All that is wrong, keys that nobody asked for included; call it when all was read. */
    List<String> faults() {
        unread();
        return List.copyOf(faults);
    }

    private void unread() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                fault(key, "is a key that means nothing here." + NearMatch.question(key, known));
            }
        }
        sections.forEach(Declaration::unread);
    }

    private Optional<Object> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private Declaration below(String key, Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        Declaration below = new Declaration(copy, placeOf(key), faults);
        sections.add(below);
        return below;
    }
}
