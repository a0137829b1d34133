package dev.ingest.source.rest.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys that the documentation writes about mean something. */
class WrittenKeysTest {
    private static final Path PAGE = Path.of("src/site/markdown/rest.md");
    private static final Pattern KEY = Pattern.compile("`([a-z][a-z0-9_]+)`");

    @Test
    void keysOfProofs() throws IOException {
        for (List<String> cells : rows("Who asks")) {
            assertKnown("auth", typed(cells), AuthReader::read);
        }
    }

    @Test
    void keysOfPages() throws IOException {
        Map<String, Object> common = new LinkedHashMap<>(Map.of("type", "json_link"));
        for (List<String> cells : rows("Pages")) {
            Map<String, Object> section = typed(cells);
            if (PagingReader.TYPES.contains(section.get("type"))) {
                assertKnown("paginator", section, PagingReader::read);
            } else {
                keys(cells.get(0)).forEach(key -> common.put(key, "1"));
            }
        }
        assertEquals(9, common.size());
        assertKnown("paginator", common, PagingReader::read);
    }

    @Test
    void keysOfManners() throws IOException {
        Map<String, Object> section = new LinkedHashMap<>();
        for (List<String> cells : rows("Manners")) {
            keys(cells.get(0)).forEach(key -> section.put(key, "1"));
        }
        RuleReader.ACTIONS.forEach(section::remove);
        assertEquals(11, section.size());
        Declaration declaration = new Declaration(section, "sources.crm");
        MannersReader.limits(declaration);
        MannersReader.retries(declaration);
        MannersReader.traffic(declaration);
        assertNothingUnknown(declaration);
    }

    private static void assertKnown(String key, Map<String, Object> section, Consumer<Declaration> reader) {
        Declaration declaration = new Declaration(Map.of(key, section), "sources.crm");
        reader.accept(declaration);
        assertNothingUnknown(declaration);
    }

    private static void assertNothingUnknown(Declaration declaration) {
        String faults = String.join("\n", declaration.faults());
        assertFalse(faults.contains("means nothing"), faults);
        assertFalse(faults.contains("type is one of"), faults);
    }

    /** A row whose first cell is a type and whose second one names its keys. */
    private static Map<String, Object> typed(List<String> cells) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("type", keys(cells.get(0)).findFirst().orElseThrow());
        keys(cells.get(1).replaceAll("\\([^)]*\\)", "")).forEach(key -> section.put(key, "1"));
        return section;
    }

    private static Stream<String> keys(String cell) {
        return KEY.matcher(cell).results().map((MatchResult found) -> found.group(1));
    }

    /** The rows of the tables below a heading that write about keys. */
    private static List<List<String>> rows(String heading) throws IOException {
        String text = Files.readString(PAGE);
        int from = text.indexOf("\n## " + heading + "\n");
        return text.substring(from, text.indexOf("\n## ", from + 1))
                .lines()
                .filter(line ->
                        line.startsWith("| `") && !line.startsWith("| `type`") && !line.startsWith("| `action`"))
                .map(line -> List.of(line.substring(1).split("\\|", -1)))
                .toList();
    }
}
