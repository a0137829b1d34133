package dev.ingest.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingReferenceTest {

    @Test
    void theTableInTheDocumentationIsTheCodes() throws IOException {
        assertEquals(SettingReference.markdown(), SettingReference.TABLE.written());
    }

    @Test
    void theTableListsEverySetting() throws IllegalAccessException {
        Set<Object> listed = SettingCatalog.all().stream()
                .flatMap(group -> group.settings().stream())
                .collect(Collectors.toSet());
        for (Class<?> catalog : List.of(SettingCatalog.class, NoticeCatalog.class)) {
            for (var field : catalog.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers())) {
                    assertEquals(true, listed.remove(field.get(null)), field.getName());
                }
            }
        }
        assertEquals(Set.of(), listed);
    }

    @Test
    void everyDefaultIsWhatItsOwnTextParsesTo() {
        List<Setting<?>> settings = SettingCatalog.all().stream()
                .flatMap(group -> group.settings().stream())
                .filter(setting -> !(setting.fallback() instanceof Optional<?>))
                .toList();
        String[] rows = SettingReference.markdown().split("\n", -1);
        for (Setting<?> setting : settings) {
            String row = Arrays.stream(rows)
                    .filter(line -> line.startsWith("| `" + setting.key() + "` |"))
                    .findFirst()
                    .orElseThrow();
            String fallback = row.split(" \\| ", -1)[2].replace("`", "");
            Object parsed = setting.parser().apply(fallback);
            assertEquals(
                    setting.fallback().toString().replace("UTC", "Z"),
                    parsed.toString().replace("UTC", "Z"),
                    setting.key());
        }
    }
}
