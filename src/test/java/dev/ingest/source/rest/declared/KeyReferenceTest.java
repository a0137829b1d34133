package dev.ingest.source.rest.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.MarkedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on REST APIs has every key that is read, and no other. */
class KeyReferenceTest {
    private static final MarkedTable PAGE = new MarkedTable(Path.of("src", "site", "markdown", "rest.md"), "keys");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    /** The keys in the first column of the tables below this heading. */
    private static Set<String> written(String heading) throws IOException {
        String page = PAGE.written();
        int begin = page.indexOf("### " + heading + "\n");
        int end = page.indexOf("\n### ", begin);
        return page.substring(begin, end < 0 ? page.length() : end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 2)))
                .flatMap(cell -> KEY.matcher(cell).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> sections(String... names) {
        Map<String, Object> sections = new LinkedHashMap<>();
        for (String name : names) {
            sections.put(name, Map.of());
        }
        return sections;
    }

    private static Declaration declaration(Map<String, Object> values) {
        return new Declaration(values, "x");
    }

    private static Set<String> below(String section, Set<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(section + "."))
                .map(key -> key.substring(section.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theKeysOfASource() throws IOException {
        Map<String, Object> values = sections("headers");
        values.put("budgets", List.of(Map.of()));
        Declaration source = declaration(values);
        ApiReader.api(source);

        assertEquals(source.understood(), written("Source"));
    }

    @Test
    void theKeysOfAResource() throws IOException {
        Declaration resource = declaration(sections("incremental", "for_each", "params", "headers", "computed"));
        new EndpointReader(resource, "orders").read();

        assertEquals(resource.understood(), written("Resource"));
    }

    @Test
    void theKeysOfEachWayOfPaging() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String type : List.of(
                "auto",
                "json_link",
                "header_link",
                "header_cursor",
                "offset",
                "page_number",
                "cursor",
                "single_page")) {
            Declaration paging = declaration(Map.of("paginator", Map.of("type", type)));
            PagingReader.read(paging);
            keys.addAll(below("paginator", paging.understood()));
        }

        assertEquals(keys, written("Paginator"));
    }

    @Test
    void theKeysOfEachLogin() throws IOException {
        Set<String> keys = new TreeSet<>();
        for (String type : List.of(
                "bearer",
                "api_key",
                "http_basic",
                "oauth2_client_credentials",
                "oauth2_refresh_token",
                "oauth2_jwt_bearer",
                "session")) {
            Declaration auth = declaration(Map.of("auth", Map.of("type", type)));
            AuthReader.read(auth);
            keys.addAll(below("auth", auth.understood()));
        }

        assertEquals(keys, written("Login"));
    }

    @Test
    void theKeysOfARule() throws IOException {
        Declaration rules = declaration(Map.of("rules", List.of(Map.of("path", "error"))));
        RuleReader.read(rules);

        assertEquals(below("rules", rules.understood()), written("Rules"));
    }
}
