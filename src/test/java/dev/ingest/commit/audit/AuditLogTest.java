package dev.ingest.commit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLogTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 27);
    private static final LocalDateTime AT = LocalDateTime.of(2026, 1, 27, 14, 30, 5, 999);
    private static final String LINE =
            "2026-01-27T14:30:05,postgres_db.orders,SUCCESS,1523,4.23,postgres_db/orders/2026/01/27,";

    @TempDir
    Path folder;

    private static AuditLine line(String job) {
        return AuditLine.success(AT, job, 1523, Duration.ofMillis(4234), "postgres_db/orders/2026/01/27");
    }

    private static AuditLine failed(String error) {
        return AuditLine.failure(AT, "a.b", JobStatus.FAILED, Duration.ofMillis(5), error);
    }

    private AuditLog log() {
        return new AuditLog(folder, DAY);
    }

    private Path file() {
        return folder.resolve("audit_20260127.csv");
    }

    @Test
    void theFileIsAsTheGuideShowsIt() throws IOException {
        log().append(line("postgres_db.orders"));
        log().append(failed("no"));

        assertEquals(
                AuditLine.HEADER + "\n" + LINE + "\n2026-01-27T14:30:05,a.b,FAILED,0,0.01,,no\n",
                Files.readString(file()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain               | plain",
                "a,b                 | \"a,b\"",
                "say \"x\"           | \"say \"\"x\"\"\"",
                "=1+1                | '=1+1",
                "+1                  | '+1",
                "-1                  | '-1",
                "@SUM(A1)            | '@SUM(A1)",
                "=cmd,x              | \"'=cmd,x\"",
                "it's                | it's",
            })
    void errorsAreHarmlessCells(String error, String cell) {
        String csv = failed(error).csv();

        assertEquals("2026-01-27T14:30:05,a.b,FAILED,0,0.01,," + cell, csv);
        assertEquals(Optional.of(failed(error)), AuditLine.parse(csv));
    }

    @Test
    void errorsAreOneLine() {
        assertEquals(
                "2026-01-27T14:30:05,a.b,FAILED,0,0.01,,first between below",
                failed("first\r\n  between\u2028below\n").csv());
    }

    @Test
    void anInterruptedLineSaysTheSameOfTheJob() {
        assertEquals(
                "2026-01-27T14:30:05,postgres_db.orders,INTERRUPTED,0,4.23,,"
                        + "The run ended before the load counted; what it had published was taken back",
                line("postgres_db.orders").interrupted().csv());
    }

    @Test
    void anExactLineIsAddedOnce() throws IOException {
        log().appendIfAbsent(DAY, LINE, List::of);
        log().appendIfAbsent(DAY, LINE, List::of);
        log().appendIfAbsent(DAY.plusDays(1), LINE, List::of);

        assertEquals(AuditLine.HEADER + "\n" + LINE + "\n", Files.readString(file()));
        assertEquals(2, log().files().size());
    }

    @Test
    void anEqualLineOfAnotherLoadIsNotTakenForIt() throws IOException {
        String longer =
                line("postgres_db.orders").lasting(Duration.ofSeconds(9)).csv();
        log().append(DAY, LINE);
        log().append(DAY, longer);

        assertEquals(longer, log().appendIfAbsent(DAY, LINE, () -> List.of(LINE)));
        assertEquals(LINE, log().appendIfAbsent(DAY, LINE, () -> List.of(LINE, longer)));
        assertEquals(LINE, log().appendIfAbsent(DAY, LINE, () -> List.of(LINE, longer)));

        assertEquals(List.of(AuditLine.HEADER, LINE, longer, LINE), Files.readAllLines(file()));
    }

    @Test
    void equalLinesOfTwoLoadsWaitAndAreWrittenBoth() throws IOException {
        Files.createDirectory(file());
        log().append(DAY, LINE);
        log().append(DAY, LINE);

        Files.delete(file());
        log().drainPending();

        assertEquals(List.of(AuditLine.HEADER, LINE, LINE), Files.readAllLines(file()));
    }

    @Test
    void theSameLineOfAnotherDayDoesNotStandInForIt() throws IOException {
        Files.createDirectory(file());
        log().append(DAY, LINE);
        log().appendIfAbsent(DAY.plusDays(1), LINE, List::of);
        assertEquals(List.of(AuditLine.HEADER, LINE), Files.readAllLines(folder.resolve("audit_20260128.csv")));
    }

    @Test
    void aLineThatADrainHasWrittenIsNotWrittenAgain() throws IOException {
        log().append(DAY, LINE);
        Files.writeString(folder.resolve("audit.pending"), "20260127," + LINE + "\n");
        log().drainPending();
        assertEquals(List.of(AuditLine.HEADER, LINE), Files.readAllLines(file()));
        assertFalse(Files.exists(folder.resolve("audit.pending")));
    }

    @Test
    void whatADrainLeftHalfWrittenIsNotTakenForPending() throws IOException {
        Files.createDirectory(file());
        log().append(DAY, LINE);
        Files.writeString(
                folder.resolve("audit.pending.tmp"), "20260127," + line("a.old").csv() + "\n");
        log().drainPending();
        assertEquals(List.of("20260127," + LINE), Files.readAllLines(folder.resolve("audit.pending")));
    }

    @Test
    void aHeaderThatACrashCutShortIsWrittenAnew() throws IOException {
        Files.writeString(file(), "timestamp,job_na");
        log().append(DAY, LINE);
        assertEquals(List.of(AuditLine.HEADER, LINE), Files.readAllLines(file()));
    }

    @Test
    void onlyAuditFilesAreRead() throws IOException {
        log().append(DAY, LINE);
        Files.writeString(folder.resolve("copy of audit_20260127.csv"), AuditLine.HEADER + "\n" + LINE + "\n");
        assertEquals(List.of(file()), log().files());
    }

    /** A folder in the file's place refuses writing as Excel's lock does on Windows. */
    @Test
    void linesWaitWhileTheFileIsLocked() throws IOException {
        Files.createDirectory(file());
        log().append(line("a.one"));
        log().appendIfAbsent(DAY, line("a.one").csv(), List::of);
        log().append(line("a.two"));
        log().drainPending();
        assertEquals(
                List.of(
                        "20260127," + line("a.one").csv(),
                        "20260127," + line("a.two").csv()),
                Files.readAllLines(folder.resolve("audit.pending")));
        assertEquals(Map.of("a.one", JobStatus.SUCCESS, "a.two", JobStatus.SUCCESS), log().lastOutcomes());

        Files.delete(file());
        log().drainPending();
        log().drainPending();

        assertEquals(
                List.of(AuditLine.HEADER, line("a.one").csv(), line("a.two").csv()), Files.readAllLines(file()));
        assertFalse(Files.exists(folder.resolve("audit.pending")));
    }

    @Test
    void aLineThatACrashCutShortIsDropped() throws IOException {
        log().append(line("a.one"));
        Files.writeString(file(), Files.readString(file()) + "2026-01-27T14:3");
        log().append(line("a.two"));

        assertEquals(
                List.of(AuditLine.HEADER, line("a.one").csv(), line("a.two").csv()), Files.readAllLines(file()));
    }

    @Test
    void aWholeLastLineWithoutItsEndIsKept() throws IOException {
        Files.writeString(file(), AuditLine.HEADER + "\n" + LINE);
        log().append(line("a.two"));

        assertEquals(List.of(AuditLine.HEADER, LINE, line("a.two").csv()), Files.readAllLines(file()));
    }

    @Test
    void theLastOutcomeOfAJobCounts() {
        AuditLog yesterday = new AuditLog(folder, DAY.minusDays(1));
        yesterday.append(line("a.b"));
        yesterday.append(line("a.c"));
        log().append(failed("x"));

        assertEquals(Map.of("a.b", JobStatus.FAILED, "a.c", JobStatus.SUCCESS), log().lastOutcomes());
        assertEquals(Map.of(), new AuditLog(folder.resolve("none"), DAY).lastOutcomes());
    }

    @Test
    void howLongAJobTookIsWhatItsLastSuccessSays() {
        log().append(line("a.b").lasting(Duration.ofSeconds(9)));
        log().append(line("a.b").lasting(Duration.ofSeconds(7)));
        log().append(failed("no"));
        for (int day = 1; day <= 14; day++) {
            log().append(
                            DAY.minusDays(day),
                            line("a.daily").lasting(Duration.ofSeconds(day)).csv());
        }
        log().append(DAY.minusDays(400), line("a.old").csv());
        assertEquals(Map.of("a.b", Duration.ofSeconds(7), "a.daily", Duration.ofSeconds(1)), log().lastDurations());
    }

    @Test
    void nowhereToWriteIsAFailure() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("metadata"), "x");

        assertThrows(IngestException.class, () -> new AuditLog(notAFolder, DAY).append(line("a.b")));
    }
}
