package dev.ingest.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.landing.local.LocalStore;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
    private static final String HEADER =
            "timestamp,job_name,status,rows_processed,duration_seconds,partition_path,error_message\n";
    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-01-29T06:45:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private String page(List<String> enabled, String audit) throws IOException {
        Path metadata = Files.createDirectories(home.resolve("metadata"));
        Files.writeString(metadata.resolve("audit_20260129.csv"), HEADER + audit);
        ReportParts parts = new ReportParts(
                metadata,
                Optional.of(enabled),
                List.of(),
                "az://raw-data",
                () -> LocalStore.open("lake", home),
                MORNING);
        return Files.readString(new Report(parts).write(Duration.ofSeconds(5)).page());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-29T02:00:00,a.t,SUCCESS,1,1.00,a/t,                                                 | ✓ The job succeeded
            2026-01-29T02:00:00,a.t,FAILED,0,1.00,,Cannot read. Wait.                                   | ✗ 1 of 1 job failed
            2026-01-29T02:00:00,a.t,INTERRUPTED,0,1.00,,Cut.                                            | ✗ 1 of 1 job failed
            2026-01-29T02:00:00,b.t,SUCCESS,1,1.00,b/t,                                                 | ! 1 job succeeded, 1 did not run
            2026-01-29T02:00:00,run,FAILED,0,1.00,,Cannot read the workbook.                            | ✗ The last run did not start
            ''                                                                                          | – No job has run yet
            """)
    void theTitleSaysHowTheNightWas(String audit, String title) throws IOException {
        String page = page(List.of("a.t"), audit + "\n");

        assertTrue(page.contains("<title>" + title + " - ingest</title>"), page.substring(0, 1200));
    }

    @Test
    void aFailureThatWasMadeGoodIsNone() throws IOException {
        String page = page(
                List.of("a.t"),
                "2026-01-29T02:00:00,a.t,FAILED,0,1.00,,No.\n2026-01-29T05:00:00,a.t,SUCCESS,3,1.00,a/t,\n");

        assertTrue(page.contains("The job succeeded"));
        assertFalse(page.contains("What failed"));
    }

    @Test
    void jobsThatFailForOneReasonAreToldTogether() throws IOException {
        String page = page(List.of("a.t", "a.u"), """
                2026-01-29T02:00:00,a.t,FAILED,0,1.00,,Cannot connect to db01: refused. Start it.
                2026-01-29T02:00:01,a.u,FAILED,0,1.00,,Cannot connect to db01: refused. Start it.
                """);

        assertTrue(page.contains("<h3>2 jobs</h3>"));
        assertTrue(page.contains("a.t, a.u"));
        assertTrue(page.contains("<strong>Cannot connect to db01: refused.</strong> Start it."));
    }

    @Test
    void everyTextIsText() throws IOException {
        String hostile = "</title><script>alert(1)</script>\" onload='x' &amp;";
        String page = page(
                List.of(hostile),
                "2026-01-29T02:00:00,\"" + hostile.replace("\"", "\"\"") + "\",FAILED,0,1.00,,<img src=x onerror=y>\n");

        assertFalse(page.contains("<script>alert"));
        assertFalse(page.contains("<img"));
        assertTrue(page.contains(
                "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; &amp;amp;"));
    }

    @Test
    void noSecretIsInThePageThoughTheAuditHadOne() throws IOException {
        assertEquals("***", new Secret("hunter2-and-more").toString());

        String page = page(List.of("a.t"), "2026-01-29T02:00:00,a.t,FAILED,0,1.00,,Login hunter2-and-more refused.\n");

        assertFalse(page.contains("hunter2"));
        assertTrue(page.contains("Login *** refused."));
    }

    @Test
    void theNextRunIsAsItsPlannerLeftIt() throws IOException {
        Files.createDirectories(home.resolve("metadata"));
        assertTrue(page(List.of(), "").contains("No schedule is known here"));

        Files.writeString(
                home.resolve("metadata").resolve("schedule.txt"), "Every day at 02:00, systemd timer ingest\n");
        assertTrue(page(List.of(), "").contains("Scheduled: Every day at 02:00, systemd timer ingest"));
    }

    @Test
    void thePageNeedsNoOtherFile() throws IOException {
        String page = page(List.of("a.t"), "2026-01-29T02:00:00,a.t,SUCCESS,1,1.00,a/t,\n");

        assertFalse(page.matches("(?s).*(src=|@import|url\\(|https?:).*"));
        assertTrue(page.contains("default-src &#39;none&#39;"));
    }

    @Test
    void aThousandJobsAreOnePageThatOpens() throws IOException {
        Nights nights = new Nights(home, 1_000, LocalDate.of(2026, 11, 28)).write(100, 1);

        Path page = new Report(nights.parts()).write(Duration.ofMinutes(5)).page();

        assertTrue(Files.size(page) < 5_000_000, Files.size(page) + " bytes");
        assertEquals(1_000, Files.readString(page).split("<th scope=\"row\" role=\"rowheader\">", -1).length - 1);
    }
}
