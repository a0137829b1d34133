package dev.ingest.record.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.job.JobStatus;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
    private static final LocalDateTime START = LocalDateTime.of(2026, 11, 28, 7, 0);
    /** As the exposition format has them: name, labels with escapes, a number. */
    private static final Pattern SAMPLE =
            Pattern.compile("[a-z_]+(\\{[a-z_]+=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"})? [-+0-9.E]+");

    @TempDir
    Path folder;

    private static JobRun run(LocalDateTime at, String job, JobStatus status, long rows) {
        return new JobRun(job, at, status, rows, Duration.ofMillis(1500), "", Optional.empty());
    }

    private List<String> written() throws IOException {
        List<JobRun> audit = List.of(
                run(START.minusDays(1), "shop.orders", JobStatus.SUCCESS, 7),
                run(START.plusSeconds(3), "shop.orders", JobStatus.FAILED, 0),
                run(START.plusSeconds(4), "shop.\"odd\\ näme\"", JobStatus.SUCCESS, 12),
                run(START.plusSeconds(5), "shop.new", JobStatus.FAILED, 0));
        RunRecord run = new RunRecord(
                new RunOrigin(UUID.randomUUID(), "0.1.0", "host", folder, folder.resolve("log")),
                new RunMoment(START.atZone(ZONE), START.toLocalDate()),
                START.plusSeconds(90).atZone(ZONE).toInstant(),
                RunRecord.Status.FAILED,
                1,
                Optional.empty(),
                3,
                List.of(),
                List.of(),
                List.of());
        Path file = folder.resolve("deep").resolve("ingest.prom");
        MetricsFile.write(file, run, History.of(audit.stream()).jobs());
        return Files.readAllLines(file);
    }

    @Test
    void everyMetricHasItsHelpAndTypeAndEveryLineIsASample() throws IOException {
        Set<String> described = new HashSet<>();
        for (String line : written()) {
            if (line.startsWith("# TYPE ")) {
                assertTrue(described.contains(line.split(" ", -1)[2]), line);
            } else if (line.startsWith("# HELP ")) {
                assertTrue(described.add(line.split(" ", -1)[2]), line);
            } else {
                assertTrue(SAMPLE.matcher(line).matches(), line);
                assertTrue(described.contains(line.replaceFirst("[ {].*", "")), line);
            }
        }
        assertEquals(15, described.size());
    }

    /** 2026-11-28T07:00 in Tokyo is 1795816800 in Unix seconds. */
    @Test
    void jobsStandAsTheAuditLastSaidInTheRunsZone() throws IOException {
        List<String> lines = written();
        assertTrue(lines.contains("ingest_run_exit_code 1.0"), lines.toString());
        assertTrue(lines.contains("ingest_run_duration_seconds 90.0"), lines.toString());
        assertTrue(lines.contains("ingest_job_success{job_name=\"shop.orders\"} 0.0"), lines.toString());
        assertTrue(lines.contains("ingest_job_success{job_name=\"shop.\\\"odd\\\\ näme\\\"\"} 1.0"), lines.toString());
        assertTrue(lines.contains("ingest_job_rows{job_name=\"shop.\\\"odd\\\\ näme\\\"\"} 12.0"), lines.toString());
        assertTrue(lines.contains("ingest_job_duration_seconds{job_name=\"shop.new\"} 1.5"), lines.toString());
        List<String> successes = lines.stream()
                .filter(line -> line.startsWith("ingest_job_last_success_timestamp_seconds{"))
                .toList();
        assertEquals(
                List.of(
                        "ingest_job_last_success_timestamp_seconds{job_name=\"shop.\\\"odd\\\\ näme\\\"\"} 1.795816804E9",
                        "ingest_job_last_success_timestamp_seconds{job_name=\"shop.orders\"} 1.7957304E9"),
                successes);
    }
}
