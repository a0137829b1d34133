package dev.ingest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as a real Chromium shows it: the system's, else the one that the build installs by npm. Its pictures are left in
 * {@code target/chromium}.
 */
class ReportBrowserTest {
    private static final Path TOOLS = Path.of("target", "chromium").toAbsolutePath();
    /** What Web Content Accessibility Guidelines 2.2 ask of text, level AA. */
    private static final double CONTRAST = 4.5;

    @TempDir
    static Path home;

    private static JsonNode seen;

    @BeforeAll
    static void look() throws Exception {
        assumeTrue(Files.isDirectory(TOOLS.resolve("node_modules")), "npm has installed no browser");
        Path page = new Report(new Nights(home, 14, LocalDate.of(2026, 1, 29))
                        .write(45, 45)
                        .parts())
                .write(Duration.ofMinutes(1))
                .page();
        Path script = TOOLS.resolve("look.mjs");
        Files.copy(Path.of("src", "test", "chromium", "look.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
        File errors = TOOLS.resolve("look.log").toFile();
        ProcessBuilder look =
                new ProcessBuilder("node", script.toString(), page.toString(), TOOLS.toString(), browser());
        look.environment().put("TMPDIR", TOOLS.toString());
        Process process = look.redirectError(errors).start();
        String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> "see " + errors);
        seen = new ObjectMapper().readTree(json);
    }

    /** The system's, or a dash for the one in the npm package, which runs on Linux alone. */
    private static String browser() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Stream<Path> known = windows
                ? Stream.of(Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"))
                : Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of("/usr/bin").resolve(name));
        return known.filter(Files::isExecutable).map(Path::toString).findFirst().orElse("-");
    }

    private static String text(String view) {
        return seen.path(view).path("text").asText();
    }

    private static List<String> jobs(String view) {
        List<String> jobs = new ArrayList<>();
        seen.path(view).path("jobs").forEach(job -> jobs.add(job.asText()));
        return jobs;
    }

    @Test
    void theNightIsToldAtAGlance() {
        assertEquals(
                "✗ 2 of 14 jobs failed - ingest",
                seen.path("light").path("title").asText());
        String top = text("light").substring(0, 900);
        assertTrue(top.contains("Last night ended 2026-01-29 02:00 UTC."), top);
        assertTrue(top.contains("Cannot connect to PostgreSQL erp at db01:5432"), top);
        assertTrue(top.contains("correct host and port in [sources.erp]"), top);
    }

    @Test
    void failedJobsStandFirst() {
        assertEquals(List.of("erp.orders_1", "erp.products"), jobs("light").subList(0, 2));
        assertEquals(14, jobs("light").size());
    }

    @Test
    void changedColumnsAreNamedWithBothTypes() {
        assertTrue(text("light").contains("orders.amount\tdecimal(12,2)\tdecimal(18,4)"), text("light"));
        assertTrue(text("light").contains("orders.discount_code\t(new)\ttext"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "phone", "plain", "print", "filtered", "sorted"})
    void nothingIsAskedOfAnybodyAndNothingFails(String view) {
        assertEquals(
                0,
                seen.path(view).path("others").size(),
                () -> seen.path(view).path("others").toString());
        assertEquals(
                0,
                seen.path(view).path("faults").size(),
                () -> seen.path(view).path("faults").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "phone", "print"})
    void everyTextCanBeReadAndEveryPictureHasWords(String view) {
        double contrast = seen.path(view).path("contrast").asDouble();
        assertTrue(contrast >= CONTRAST, () -> "contrast " + contrast);
        assertEquals(0, seen.path(view).path("unnamed").asInt());
        assertEquals(0, seen.path(view).path("headers").asInt());
    }

    @Test
    void darkIsDark() {
        assertEquals("rgb(18, 22, 26)", seen.path("dark").path("ground").asText());
        assertEquals("rgb(246, 247, 248)", seen.path("light").path("ground").asText());
    }

    @Test
    void aPhoneShowsAllOfItWithoutScrollingSideways() {
        assertEquals(360, seen.path("phone").path("scroll").asInt());
        assertEquals(jobs("light"), jobs("phone"));
        assertTrue(text("phone").contains("4 h 45 min behind"));
        assertTrue(seen.path("phone").path("small").asDouble() >= 12);
        assertTrue(seen.path("phone").path("cells").asInt() >= 14 * 6, "a table to a screen reader, cards to the eye");
    }

    @Test
    void withoutScriptNothingIsMissingButSortingAndFilter() {
        assertEquals(jobs("light"), jobs("plain"));
        assertTrue(text("plain").contains("What failed"));
        assertFalse(seen.path("plain").path("filter").asBoolean());
        assertTrue(seen.path("light").path("filter").asBoolean());
    }

    @Test
    void paperIsWhiteAndHasNoControls() {
        assertEquals("rgb(255, 255, 255)", seen.path("print").path("ground").asText());
        assertFalse(seen.path("print").path("filter").asBoolean());
        assertEquals(jobs("light"), jobs("print"));
    }

    @Test
    void jobsAreFilteredByAnyPartOfTheirNames() {
        assertEquals(List.of("erp.orders_1", "erp.order_lines", "erp.order_lines_1", "erp.orders"), jobs("filtered"));
        assertTrue(text("filtered").contains("4 of 14"));
    }

    @Test
    void aColumnSortsByItsNumbers() {
        assertEquals("erp.price_lists", jobs("sorted").get(0));
        assertEquals(
                jobs("light").stream().sorted().toList(),
                jobs("sorted").stream().sorted(Comparator.naturalOrder()).toList());
    }

    @Test
    void aPageThatNoRunHasWrittenForDaysSaysSo() {
        assertTrue(text("light").contains("days old: no run has written it since."));
    }
}
