package dev.ingest.config;

import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import dev.ingest.secret.SecretChain;
import dev.ingest.secret.SecretStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All settings of a run: hands out the scopes that its parts look their keys up in. */
public final class Settings {
    private static final String SOURCES = "sources";
    private static final String TABLES = "tables";

    private final List<SettingProvider> providers;
    private final SecretStore secrets;
    private final SeenSettings seen = new SeenSettings();

    /**
     * @param providers where settings and secrets are looked for, first hit wins: environment, secrets.toml, config.toml
     */
    public Settings(List<SettingProvider> providers) {
        this.providers = List.copyOf(providers);
        this.secrets =
                new SecretChain(providers.stream().map(SettingProvider::secrets).toList());
    }

    /** All places, asked for secrets in turn. */
    public SecretStore secrets() {
        return secrets;
    }

    /** The scope of {@code [section]}, {@code runtime} or {@code destination, filesystem, credentials}, and those around it. */
    public SettingScope global(String... section) {
        List<List<String>> sections = new ArrayList<>();
        for (int depth = section.length; depth > 0; depth--) {
            sections.add(List.of(section).subList(0, depth));
        }
        return scope(sections, DltKeys.NONE);
    }

    /** The scope of one source: its own section, else the one of its type, taken whole; then {@code [sources]}. */
    public SettingScope source(SourceType type, String sourceName) {
        return scope(List.of(sourceSection(type, sourceName), List.of(SOURCES)), DltKeys.KNOWN);
    }

    /** The scope of one table: {@code [sources.x.tables.<table>]}, then its source's; the layout is the destination's. */
    public SettingScope table(SourceType type, String sourceName, String tableText) {
        List<String> source = sourceSection(type, sourceName);
        Set<List<String>> sections = new LinkedHashSet<>();
        for (List<String> table : tableSections(tableText)) {
            sections.add(joined(List.of(SOURCES, sourceName), table));
            sections.add(joined(source, table));
        }
        sections.add(source);
        sections.add(List.of(SOURCES));
        sections.add(List.of("destination", "filesystem"));
        return scope(List.copyOf(sections), DltKeys.KNOWN);
    }

    /**
     * All that is written in the section of a source, those of its tables included, the names of secrets in their place:
     * texts, numbers, flags, lists, and maps of these.
     */
    public Map<String, Object> tree(SourceType type, String sourceName) {
        SettingTree tree = new SettingTree();
        for (List<String> section :
                new LinkedHashSet<>(List.of(List.of(SOURCES, sourceName), sourceSection(type, sourceName)))) {
            providers.forEach(provider -> tree.add(provider.tree(section)));
        }
        return tree.tree();
    }

    /** The section that tells how to reach a source, {@code sources.my_postgres_db} or {@code sources.postgresql}. */
    public String sectionOf(SourceType type, String sourceName) {
        return String.join(".", sourceSection(type, sourceName));
    }

    /** The names of all sections under {@code sources}, for near matches. */
    public Set<String> sourceSections() {
        Set<String> names = new LinkedHashSet<>();
        providers.forEach(provider -> names.addAll(provider.subsections(List.of(SOURCES))));
        return names;
    }

    /** Whether the section {@code name} says where an API is. */
    public boolean isApi(String name) {
        List<String> section = List.of(SOURCES, name);
        return Stream.of(List.of("base_url"), List.of("client", "base_url"))
                .map(key -> joined(section, key))
                .anyMatch(path -> providers.stream()
                        .anyMatch(provider -> provider.find(path).isPresent()));
    }

    /** Keys in sections of ours that nobody reads but that are nearly named like one that somebody does. */
    public List<Finding> misspelled() {
        return new SpellingCheck(providers, this::isApi).findings();
    }

    private SettingScope scope(List<List<String>> sections, DltKeys dltKeys) {
        return new SectionScope(sections, dltKeys, providers, secrets, seen);
    }

    private List<String> sourceSection(SourceType type, String sourceName) {
        List<String> own = List.of(SOURCES, sourceName);
        List<String> ofType = List.of(SOURCES, type.id());
        return !exists(own) && exists(ofType) ? ofType : own;
    }

    /** A section that holds nothing but settings of tables does not say how to reach the source. */
    private boolean exists(List<String> section) {
        return providers.stream()
                .anyMatch(provider -> !provider.section(section).isEmpty()
                        || provider.subsections(section).stream().anyMatch(name -> !name.equals(TABLES)));
    }

    /** As the workbook has it, without quotes, and in TOML's own reading of unquoted dots. */
    private static Set<List<String>> tableSections(String tableText) {
        Set<List<String>> sections = new LinkedHashSet<>();
        sections.add(List.of(TABLES, tableText));
        try {
            TableName table = TableName.parse(tableText);
            sections.add(List.of(TABLES, table.joined()));
            sections.add(joined(List.of(TABLES), table.parts()));
        } catch (IllegalArgumentException noName) {
            return sections;
        }
        return sections;
    }

    private static List<String> joined(List<String> head, List<String> tail) {
        List<String> path = new ArrayList<>(head);
        path.addAll(tail);
        return List.copyOf(path);
    }
}
