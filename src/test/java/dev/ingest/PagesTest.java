package dev.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the repository: links lead to a file and its heading, and tests that they name are there. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");
    private static final Pattern NAMED_METHOD = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("", ".github", "src/site/markdown", "benchmarks")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(page).replace("\r\n", "\n")).replaceAll("");
    }

    @Test
    void everyLinkLeadsToAPageAndItsHeading() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(text(page)).results().toList()) {
                if (!link.group(1).contains("://") && !leads(page, link)) {
                    lost.add(page + ": " + link.group());
                }
            }
        }
        assertEquals(List.of(), lost);
    }

    private static boolean leads(Path page, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        if (!Files.exists(target)) {
            return false;
        }
        return link.group(2) == null || headings(target).contains(link.group(2));
    }

    /** The headings as GitHub names them in links: small letters, hyphens for blanks, no punctuation. */
    private static Set<String> headings(Path page) throws IOException {
        return text(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyTestThatAPageNamesIsThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            NAMED_TEST
                    .matcher(text(page))
                    .results()
                    .filter(named -> !tests.contains(named.group(1)))
                    .forEach(named -> missing.add(page + ": " + named.group(1)));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void everyMethodOfTheArchitecturePageIsThere() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<MatchResult> named = NAMED_METHOD
                .matcher(text(Path.of("src/site/markdown/architecture.md")))
                .results()
                .toList();
        assertTrue(named.size() > 30, named.size() + " methods");
        assertEquals(
                List.of(),
                named.stream()
                        .filter(method -> !sources.getOrDefault(method.group(1), "")
                                .matches("(?s).* " + method.group(2) + "\\(.*"))
                        .map(MatchResult::group)
                        .toList());
    }
}
