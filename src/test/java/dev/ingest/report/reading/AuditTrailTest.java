package dev.ingest.report.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobHistory;
import dev.ingest.report.history.JobRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 29);

    @TempDir
    Path metadata;

    private final List<String> faults = new ArrayList<>();

    private void file(String name, String... lines) throws IOException {
        Files.writeString(metadata.resolve(name), String.join("\n", lines) + "\n");
    }

    private History history() {
        return new AuditTrail(metadata, TODAY).since(TODAY.minusDays(30), faults::add);
    }

    private List<Long> rows(String job) {
        return history().job(job).map(JobHistory::runs).orElse(List.of()).stream()
                .map(JobRun::rows)
                .toList();
    }

    @Test
    void aHomeThatNeverRanHasNoHistory() {
        assertEquals(List.of(), history().jobs());
        assertEquals(List.of(), faults);
    }

    @Test
    void filesOfManyDaysAreOneHistory() throws IOException {
        file("audit_20260127.csv", AuditLine.HEADER, "2026-01-27T02:00:05,a.t,SUCCESS,1523,4.23,a/t/2026/01/27,");
        file("audit_20260128.csv", AuditLine.HEADER, "2026-01-28T02:00:05,a.t,FAILED,0,1.12,,Connection timeout");

        JobHistory job = history().job("a.t").orElseThrow();

        assertEquals("Connection timeout", job.last().error());
        assertEquals(1523, job.lastSuccess().orElseThrow().rows());
    }

    @Test
    void olderFilesAreLeftAlone() throws IOException {
        file("audit_20251027.csv", AuditLine.HEADER, "2025-10-27T02:00:05,a.t,SUCCESS,1,4.23,a/t,");

        assertEquals(List.of(), rows("a.t"));
    }

    @Test
    void linesThatWaitForTheirFileCount() throws IOException {
        file("audit.pending", "20260128,2026-01-28T02:00:05,a.t,SUCCESS,7,4.23,a/t,");

        assertEquals(List.of(7L), rows("a.t"));
    }

    @Test
    void aFileBrokenInTheMiddleIsNamedAndItsRestStands() throws IOException {
        file(
                "audit_20260127.csv",
                AuditLine.HEADER,
                "2026-01-27T02:00:05,a.t,SUCCESS,1,4.23,a/t,",
                "2026-01-27T02:0\u0000\u0000",
                "2026-01-27T02:00:07,a.t,SUCCESS,2,4.23,a/t,");

        assertEquals(List.of(2L, 1L), rows("a.t"));
        assertEquals(
                List.of("audit_20260127.csv has 1 line that cannot be read, the first is line 3; passed over."),
                faults);
    }

    @Test
    void aFileThatASpreadsheetSavedWithSemicolonsAndAnAddedColumnIsRead() throws IOException {
        file(
                "audit_20260127.csv",
                "\ufefftimestamp;job_name;seen by;status;rows_processed;duration_seconds;partition_path;error_message",
                "2026-01-27T02:00:05;a.t;Kim;SUCCESS;12;4.23;a/t;");

        assertEquals(List.of(12L), rows("a.t"));
        assertEquals(
                List.of("audit_20260127.csv has columns of other hands, which say nothing here: seen by."), faults);
    }

    @Test
    void aColumnAddedBehindOursIsPassedOver() throws IOException {
        file("audit_20260127.csv", AuditLine.HEADER + ",seen by", "2026-01-27T02:00:05,a.t,SUCCESS,12,4.23,a/t,,Kim");
        file("audit_20260126.csv", AuditLine.HEADER + ",", "2026-01-26T02:00:05,a.t,SUCCESS,11,4.23,a/t,,");

        assertEquals(List.of(12L, 11L), rows("a.t"));
        assertEquals(
                List.of("audit_20260127.csv has columns of other hands, which say nothing here: seen by."), faults);
    }

    @Test
    void aFileOfSomethingElseIsNamed() throws IOException {
        file("audit_20260127.csv", "month,turnover", "January,5", "February,6");

        assertEquals(List.of(), history().jobs());
        assertEquals(
                List.of(
                        "audit_20260127.csv has 3 lines that cannot be read, the first is line 1; passed over.",
                        "audit_20260127.csv has columns of other hands, which say nothing here: month, turnover."),
                faults);
    }

    @Test
    void bytesThatAreNoTextHurtTheirLineAlone() throws IOException {
        byte[] before =
                (AuditLine.HEADER + "\n2026-01-27T02:00:05,a.t,SUCCESS,1,4.23,a/t,\n").getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[before.length + 3];
        System.arraycopy(before, 0, content, 0, before.length);
        content[before.length] = (byte) 0xff;
        content[before.length + 1] = (byte) 0xfe;
        content[before.length + 2] = '\n';
        Files.write(metadata.resolve("audit_20260127.csv"), content);

        assertEquals(List.of(1L), rows("a.t"));
        assertEquals(1, faults.size());
    }
}
