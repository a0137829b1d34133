package dev.ingest.config;

import dev.ingest.job.name.NearMatch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for keys in sections of ours that are nearly, but not quite, named like a setting. */
final class SpellingCheck {
    /** Keys of dlt's that stand beside ours and mean nothing here, or are read without a setting. */
    private static final Set<String> DLT_KEYS = Set.of(
            "drivername",
            "query",
            "tables",
            "columns",
            "connection_string",
            "schema",
            "table_names",
            "chunk_size",
            "backend",
            "file_max_bytes",
            "file_max_items",
            "row_group_size",
            "extra_placeholders",
            "current_datetime",
            "kwargs");

    /** Keys of dlt's that say how it reaches Azure, and are passed over here. */
    private static final Set<String> PASSED_OVER = Set.of("azure_sas_token_permissions");

    private static final Set<String> KNOWN = known();

    private final List<SettingProvider> providers;
    private final Predicate<String> isApi;

    /** @param isApi tells the names of sections whose keys have a reader of their own, who names those that mean nothing */
    SpellingCheck(List<SettingProvider> providers, Predicate<String> isApi) {
        this.providers = providers;
        this.isApi = isApi;
    }

    /** Whether a key of that name means something, here or to dlt. */
    static boolean isKnown(String key) {
        return KNOWN.contains(key);
    }

    private static Set<String> known() {
        Set<String> known = new LinkedHashSet<>(DLT_KEYS);
        SettingCatalog.all().forEach(group -> group.settings().forEach(setting -> known.add(setting.key())));
        return known;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (SettingProvider provider : providers) {
            for (List<String> section : sections(provider)) {
                Stream.concat(provider.section(section).keySet().stream(), provider.subsections(section).stream())
                        .forEach(key -> check(provider, section, key, findings));
            }
        }
        return findings;
    }

    private void check(SettingProvider provider, List<String> section, String key, List<Finding> findings) {
        if (PASSED_OVER.contains(key)) {
            findings.add(finding(provider, section, key, "dlt knows this key, nothing here reads it."));
        } else if (!isKnown(key)) {
            NearMatch.of(key, KNOWN)
                    .ifPresent(near -> findings.add(
                            finding(provider, section, key, "nothing reads this key. Did you mean '" + near + "'?")));
        }
    }

    private static Finding finding(SettingProvider provider, List<String> section, String key, String message) {
        List<String> path = new ArrayList<>(section);
        path.add(key);
        return new Finding(provider.name() + ": " + provider.nameOf(path), message);
    }

    private List<List<String>> sections(SettingProvider provider) {
        List<List<String>> sections = new ArrayList<>();
        sections.add(List.of("runtime"));
        sections.add(List.of("alerts"));
        sections.add(List.of("metrics"));
        sections.add(List.of("lineage"));
        sections.add(List.of("keyvault"));
        sections.add(List.of("destination", "filesystem"));
        sections.add(List.of("destination", "filesystem", "credentials"));
        for (String source : provider.subsections(List.of("sources"))) {
            if (isApi.test(source)) {
                continue;
            }
            sections.add(List.of("sources", source));
            sections.add(List.of("sources", source, "credentials"));
            for (String table : provider.subsections(List.of("sources", source, "tables"))) {
                sections.add(List.of("sources", source, "tables", table));
            }
        }
        return sections;
    }
}
