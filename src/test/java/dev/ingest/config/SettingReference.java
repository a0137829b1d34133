package dev.ingest.config;

import dev.ingest.MarkedTable;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The table of all settings, as FEATURES.md shows it between two marks. */
final class SettingReference {
    static final MarkedTable TABLE = new MarkedTable("settings");

    private SettingReference() {}

    /** Writes the table into FEATURES.md under the working folder. */
    public static void main(String[] arguments) throws IOException {
        TABLE.write(markdown());
    }

    static String markdown() {
        StringBuilder table = new StringBuilder();
        for (SettingCatalog.Group group : SettingCatalog.all()) {
            table.append("\n`")
                    .append(group.section().replace(" or ", "` or `"))
                    .append("`\n\n");
            table.append("| key | value | default | meaning |\n|---|---|---|---|\n");
            for (Setting<?> setting : group.settings()) {
                table.append("| `%s` | %s | %s | %s |\n"
                        .formatted(setting.key(), setting.unit(), fallback(setting), setting.description()));
            }
        }
        return table.append('\n').toString();
    }

    private static String fallback(Setting<?> setting) {
        Object value = setting.fallback();
        if (value instanceof Optional<?>) {
            return "–";
        }
        return "`" + written(setting, value) + "`";
    }

    private static String written(Setting<?> setting, Object value) {
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        if (value instanceof Long bytes && setting.unit().equals("bytes")) {
            return ByteText.of(bytes);
        }
        if (value instanceof Enum<?> choice) {
            return choice instanceof LogLevel ? choice.name() : choice.name().toLowerCase(Locale.ROOT);
        }
        return value.toString().equals("Z") ? "UTC" : value.toString();
    }
}
