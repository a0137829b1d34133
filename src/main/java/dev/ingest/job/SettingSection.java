package dev.ingest.job;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A section of the settings as users must write it in TOML, for messages that name the way out.
 *
 * @param keys its name, outermost part first
 */
public record SettingSection(List<String> keys) {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    public SettingSection {
        keys = List.copyOf(keys);
    }

    /**
     * The section of one table's settings.
     *
     * @param tableText the table as the workbook has it
     */
    public static SettingSection table(String sourceName, String tableText) {
        return new SettingSection(List.of("sources", sourceName, "tables", tableText));
    }

    /** The source whose table has these settings. */
    public String source() {
        return keys.get(1);
    }

    /** The section within this one that holds the types of single columns. */
    public SettingSection columns() {
        return new SettingSection(
                Stream.concat(keys.stream(), Stream.of("columns")).toList());
    }

    /** A key, quoted where TOML needs it. */
    public static String key(String name) {
        if (BARE.matcher(name).matches()) {
            return name;
        }
        return name.indexOf('\'') < 0 && name.chars().noneMatch(Character::isISOControl)
                ? "'" + name + "'"
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** With brackets: {@code [sources.crm.tables.'sales.orders']}. */
    @Override
    public String toString() {
        return keys.stream().map(SettingSection::key).collect(Collectors.joining(".", "[", "]"));
    }
}
