package dev.ingest.commit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ingest.failure.HeldDisk;
import dev.ingest.failure.HeldFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit that a scanner or Excel holds, as on Windows. */
class HeldAuditTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 27);

    @TempDir
    Path folder;

    private long waited;

    private AuditLog on(Path disk) {
        return new AuditLog(disk, DAY, HeldFiles.refused(millis -> waited += millis));
    }

    private static AuditLine line(String job) {
        return AuditLine.success(LocalDateTime.of(DAY, java.time.LocalTime.NOON), job, 1, Duration.ofSeconds(1), "p");
    }

    private List<String> jobs() {
        return AuditLog.read(folder.resolve("audit_20260127.csv")).stream()
                .map(AuditLine::job)
                .toList();
    }

    @Test
    void aScannerKeepsNoLineOutOfTheAudit() {
        AuditLog audit = on(HeldDisk.scanned(3, folder));
        audit.append(line("a.b"));
        audit.append(line("a.c"));
        assertEquals(List.of("a.b", "a.c"), jobs());
        assertFalse(Files.exists(folder.resolve("audit.pending")));
    }

    @Test
    void pendingLinesMoveOnThoughAScannerLooksAtThem() throws IOException {
        Files.createDirectory(folder.resolve("audit_20260127.csv"));
        on(folder).append(line("a.b"));
        Files.delete(folder.resolve("audit_20260127.csv"));

        on(HeldDisk.scanned(3, folder)).drainPending();
        assertEquals(List.of("a.b"), jobs());
        assertFalse(Files.exists(folder.resolve("audit.pending")));
    }

    /** Two hundred jobs would wait half an hour. */
    @Test
    void oneLineAloneWaitsForAnAuditThatExcelHolds() throws IOException {
        AuditLog audit = on(HeldDisk.scanned(Integer.MAX_VALUE, folder, "audit_20260127.csv"));
        audit.append(line("a.b"));
        audit.append(line("a.c"));

        assertEquals(10_000, waited);
        assertEquals(2, Files.readAllLines(folder.resolve("audit.pending")).size());
        on(folder).drainPending();
        assertEquals(List.of("a.b", "a.c"), jobs());
    }
}
