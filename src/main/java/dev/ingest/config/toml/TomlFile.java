package dev.ingest.config.toml;

import dev.ingest.config.SettingProvider;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** A file of settings, {@code .dlt/secrets.toml} or {@code .dlt/config.toml}; one that is missing holds nothing. */
public final class TomlFile implements SettingProvider {
    private final TomlTable root;
    private final String shown;
    private final Presence presence;

    private TomlFile(TomlTable root, String shown, Presence presence) {
        this.root = root;
        this.shown = shown;
        this.presence = presence;
    }

    /** Whether there is such a file. */
    private enum Presence {
        THERE,
        MISSING
    }

    /**
     * Reads the file.
     *
     * @param path where it is
     * @param shown the path as people should see it in messages
     * @throws IngestException (CONFIG) when it cannot be read or is no TOML, with line and column and no part of a value
     */
    public static TomlFile read(Path path, String shown) {
        try {
            TomlParseResult parsed = Toml.parse(FileText.of(Files.readAllBytes(path)));
            if (parsed.hasErrors()) {
                throw new IngestException(FailureKind.CONFIG, TomlFault.message(shown, parsed.errors()));
            }
            return new TomlFile(parsed, shown, Presence.THERE);
        } catch (NoSuchFileException missing) {
            String place = shown + " (there is no file "
                    + path.toAbsolutePath()
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/")
                    + ")";
            return new TomlFile(Toml.parse(""), place, Presence.MISSING);
        } catch (CharacterCodingException garbled) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + shown + ": it is not UTF-8 text. Save it with that encoding.",
                    garbled);
        } catch (IOException denied) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read " + shown + ": " + denied.getClass().getSimpleName()
                            + ". Allow the account that runs this to read the file.",
                    denied);
        }
    }

    /** Whether there is such a file. */
    public boolean exists() {
        return presence == Presence.THERE;
    }

    @Override
    public String name() {
        return shown;
    }

    @Override
    public String nameOf(List<String> path) {
        return Toml.joinKeyPath(path);
    }

    @Override
    public Optional<String> find(List<String> path) {
        return root(path).flatMap(TomlFile::text);
    }

    @Override
    public Map<String, String> section(List<String> path) {
        Map<String, String> keys = new LinkedHashMap<>();
        table(path)
                .ifPresent(table -> table.entrySet()
                        .forEach(entry -> text(entry.getValue()).ifPresent(text -> keys.put(entry.getKey(), text))));
        return keys;
    }

    @Override
    public Set<String> subsections(List<String> path) {
        Set<String> names = new LinkedHashSet<>();
        table(path)
                .ifPresent(table -> table.entrySet().forEach(entry -> {
                    if (entry.getValue() instanceof TomlTable) {
                        names.add(entry.getKey());
                    }
                }));
        return names;
    }

    @Override
    public Map<String, Object> tree(List<String> path) {
        return table(path).map(TomlFile::tree).orElse(Map.of());
    }

    private static Map<String, Object> tree(TomlTable table) {
        Map<String, Object> tree = new LinkedHashMap<>();
        table.entrySet().forEach(entry -> tree.put(entry.getKey(), plain(entry.getValue())));
        return tree;
    }

    private static Object plain(Object value) {
        if (value instanceof TomlTable table) {
            return tree(table);
        }
        if (value instanceof TomlArray array) {
            return array.toList().stream().map(TomlFile::plain).toList();
        }
        return value instanceof Long || value instanceof Boolean || value instanceof Double ? value : value.toString();
    }

    @Override
    public boolean has(List<String> section) {
        return table(section).isPresent();
    }

    private Optional<TomlTable> table(List<String> path) {
        return root(path).filter(TomlTable.class::isInstance).map(TomlTable.class::cast);
    }

    /** What stands at {@code path}; a value on the way there is no section. */
    private Optional<Object> root(List<String> path) {
        @Nullable Object at = root;
        for (String name : path) {
            if (!(at instanceof TomlTable table)) {
                return Optional.empty();
            }
            at = table.get(List.of(name));
        }
        return Optional.ofNullable(at);
    }

    private static Optional<String> text(@Nullable Object value) {
        if (value == null || value instanceof TomlTable) {
            return Optional.empty();
        }
        return Optional.of(value instanceof TomlArray array ? joined(array) : String.valueOf(value));
    }

    private static String joined(TomlArray array) {
        List<Object> items = array.toList();
        boolean nested = items.stream().anyMatch(item -> item instanceof TomlTable || item instanceof TomlArray);
        return nested
                ? array.toJson()
                : String.join(",", items.stream().map(String::valueOf).toList());
    }
}
