package dev.ingest.config;

import dev.ingest.config.SectionScope.Hit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What scopes found before, by key, for all that find the same: those with the same written sections and dlt's keys. */
final class SeenSettings {
    private final Map<DltKeys, Map<List<List<String>>, Map<String, Optional<Hit>>>> seen = new ConcurrentHashMap<>();

    Map<String, Optional<Hit>> of(List<List<String>> written, DltKeys dltKeys) {
        return seen.computeIfAbsent(dltKeys, keys -> new ConcurrentHashMap<>())
                .computeIfAbsent(written, sections -> new ConcurrentHashMap<>());
    }
}
