package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.Manifest;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.FakeTable.Trouble;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.Retries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NightTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path home;

    private Night night;

    @BeforeEach
    void fill() {
        night = new Night(home);
        night.table.with(10, "a").with(20, "b").with(30, "c");
    }

    @Test
    void aLagLandsLateRowsOnceAndNoRowTwice() throws SQLException {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        assertEquals(3, rows(night.run()));
        assertEquals(0, rows(night.run()), "nothing came");
        night.table.with(18, "late").with(16, "late").with(14, "too late").with(40, "new");
        assertEquals(3, rows(night.run()));
        night.table.with(25, "late again");
        assertEquals(1, rows(night.run()), "a late row alone");
        assertEquals("40", night.cell(), "a late row does not lower the watermark");
        assertEquals(0, rows(night.run()));
        assertEquals(List.of("10 a", "16 late", "18 late", "20 b", "25 late again", "30 c", "40 new"), night.landed());
        assertEquals("seq >= 25 AND seq <= 40", last(night.heard.windows));
        assertEquals(List.of(), night.heard.warnings);
    }

    @Test
    void equalRowsLandAsOftenAsTheTableHasThem() throws SQLException {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.table.with(30, "c");
        night.run();
        night.table.with(30, "c").with(20, "b");
        assertEquals(2, rows(night.run()));
        assertEquals(0, rows(night.run()));
        assertEquals(List.of("10 a", "20 b", "20 b", "30 c", "30 c", "30 c"), night.landed());
    }

    @Test
    void aLagThatIsSetLaterBeginsAtTheWatermark() throws SQLException {
        night.settings.with("watermark_lag", "0");
        night.run();
        night.settings.with("watermark_lag", "15");
        night.table.with(40, "new").with(30, "late at the boundary").with(25, "late below it");
        night.run();
        assertEquals("seq >= 30 AND seq <= 40", last(night.heard.windows));
        night.table.with(31, "late").with(50, "new");
        night.run();
        assertEquals("seq >= 30 AND seq <= 50", last(night.heard.windows), "of 25 nobody knows whether it landed");
        assertEquals(
                List.of("10 a", "20 b", "30 c", "30 late at the boundary", "31 late", "40 new", "50 new"),
                night.landed());
    }

    @Test
    void whatAPersonSetsIsWhereItStartsLagOrNot() throws SQLException {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.run();
        night.edit("20");
        assertEquals(2, rows(night.run()), "20 and 30 again");
        assertEquals("seq >= 20 AND seq <= 30", last(night.heard.windows));
        night.table.with(18, "below what is known");
        assertEquals(0, rows(night.run()));
        assertEquals("seq >= 20 AND seq <= 30", last(night.heard.windows));
        assertEquals(List.of("10 a", "20 b", "20 b", "30 c", "30 c"), night.landed());
    }

    @Test
    void missingHashesFailTheJobWithTheWayOut() throws SQLException {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.run();
        try (LandingStore lake = night.lake()) {
            lake.list("crm/_ingest/hashes").stream().map(LandingFile::path).forEach(lake::delete);
        }
        night.table.with(40, "new");
        assertEquals(JobStatus.FAILED, outcome(night.run()).status());
        assertTrue(last(night.audit()).error().contains("Set the watermark by hand"));
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
        night.edit("31");
        assertEquals(1, rows(night.run()));
    }

    @Test
    void hashesOfOlderLoadsGo() {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.run();
        night.table.with(40, "new");
        night.run();
        try (LandingStore lake = night.lake()) {
            assertEquals(
                    List.of("crm/_ingest/hashes/orders/" + night.loads().get(0).load()),
                    lake.list("crm/_ingest/hashes").stream()
                            .map(LandingFile::path)
                            .toList());
        }
    }

    @Test
    void aLoadOfNothingNamesNoFolder() {
        assertTrue(outcome(night.run()).path().orElseThrow().startsWith("crm/orders/2026/01/27"));
        assertEquals(Optional.empty(), outcome(night.run()).path());
        night.row.with(JobColumn.LOAD_WINDOW, "5");
        night.table.with(33, "new").with(50, "far");
        assertTrue(outcome(night.run()).path().isPresent(), "some of its loads landed");
    }

    @Test
    void anEditedCellIsSaidOnce() {
        night.run();
        night.edit("20");
        night.run();
        assertEquals(
                "The watermark cell of crm.orders says 20, its last load reached 30: the cell wins, the load begins"
                        + " there, that value included.",
                said("The watermark cell"));
        night.edit("");
        night.heard.warnings.clear();
        night.run();
        assertEquals(
                "The watermark cell of crm.orders is empty, its last load reached 30: the table is read from the start.",
                said("The watermark cell"));
        night.heard.warnings.clear();
        night.run();
        assertEquals(
                List.of(),
                night.heard.warnings.stream()
                        .filter(line -> line.contains("cell"))
                        .toList());
    }

    private String said(String start) {
        List<String> lines = night.heard.warnings.stream()
                .filter(line -> line.startsWith(start))
                .toList();
        assertEquals(1, lines.size(), lines.toString());
        return lines.get(0);
    }

    @Test
    void withoutALagTheRunSaysSoOnce() {
        night.row.with(JobColumn.LOAD_WINDOW, "5");
        night.run();
        assertEquals(1, night.heard.warnings.size(), () -> night.heard.warnings.toString());
        assertTrue(night.heard.warnings.get(0).contains("set watermark_lag"));
    }

    @Test
    void aLoadWindowMakesALoadOfEachStretchThatHasRows() throws SQLException {
        night.row.with(JobColumn.LOAD_WINDOW, "5");
        night.table.with(1_000_000, "far");
        RunSummary summary = night.run();
        assertEquals(4, rows(summary));
        assertEquals(
                List.of(
                        "seq <= 15",
                        "seq >= 10 AND seq <= 25",
                        "seq >= 20 AND seq <= 35",
                        "seq >= 30 AND seq <= 1000000"),
                night.heard.windows);
        assertEquals(List.of("10 a", "20 b", "30 c", "1000000 far"), night.landed());
        assertEquals(4, night.loads().size());
        assertEquals(4, night.audit().size(), "a line a load");
        assertEquals("1000000", night.cell());
    }

    @Test
    void aLoadWindowGoesWithALag() throws SQLException {
        night.row.with(JobColumn.LOAD_WINDOW, "5").with(JobColumn.WATERMARK_LAG, "12");
        night.run();
        night.table.with(19, "late").with(17, "too late").with(33, "new");
        assertEquals(2, rows(night.run()));
        assertEquals(List.of("10 a", "19 late", "20 b", "30 c", "33 new"), night.landed());
    }

    @Test
    void aJobThatFailsInALaterWindowKeepsTheOnesBefore() throws SQLException {
        night.patience = new JobLimits(Duration.ofHours(6), Duration.ofMinutes(30), Night.retries(0));
        night.row.with(JobColumn.LOAD_WINDOW, "5");
        night.table.sessions(Trouble.NONE, Trouble.CUT_WHILE_READING);
        JobOutcome outcome = outcome(night.run());
        assertEquals(JobStatus.FAILED, outcome.status());
        assertEquals(1, outcome.rows());
        assertEquals(List.of("10 a"), night.landed());
        assertEquals("10", night.cell());
        night.table.sessions();
        assertEquals(2, rows(night.run()));
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
    }

    @Test
    void anInterruptedRunStopsBetweenTwoWindows() throws SQLException {
        night.row.with(JobColumn.LOAD_WINDOW, "5");
        night.table.afterReading(() -> {
            if (night.table.sessionsOpened() == 2) {
                night.stop.request();
            }
        });
        RunSummary summary = night.run();
        assertEquals(JobStatus.INTERRUPTED, outcome(summary).status());
        assertEquals(List.of("10 a"), night.landed());
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"NO_CONNECTION", "CUT_WHILE_READING"})
    void aJobIsTriedAgainWithAFreshLoad(Trouble trouble) throws SQLException {
        night.table.sessions(trouble);
        assertEquals(3, rows(night.run()));
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
        assertEquals(List.of(JobStatus.SUCCESS), night.auditedStatus());
        assertTrue(night.heard.warnings.stream()
                .anyMatch(said -> said.startsWith("Trying crm.orders again in 0s: Cannot ")));
        assertEquals(List.of(), staged());
    }

    @Test
    void aJobIsTriedAgainNoMoreOftenThanTheSettingSays() {
        night.table.sessions(Trouble.CUT_WHILE_READING, Trouble.NO_CONNECTION, Trouble.NONE);
        assertEquals(JobStatus.FAILED, outcome(night.run()).status());
        assertEquals(2, night.table.sessionsOpened());
        assertEquals(List.of(JobStatus.FAILED), night.auditedStatus());
        assertEquals("Cannot connect: nobody answers.", last(night.audit()).error());
    }

    @Test
    void aRefusedPasswordIsNotTriedAgain() {
        night.table.sessions(Trouble.LOGIN_REFUSED, Trouble.NONE);
        assertEquals(JobStatus.FAILED, outcome(night.run()).status());
        assertEquals(1, night.table.sessionsOpened());
        assertEquals(
                "Cannot connect: the password is refused.", last(night.audit()).error());
    }

    @Test
    void nobodyWaitsPastAStopSignal() {
        night.patience = new JobLimits(
                Duration.ofHours(6),
                Duration.ofMinutes(30),
                new Retries(Duration.ofHours(2), Optional.empty(), List.of(Duration.ofHours(1))));
        night.table.sessions(Trouble.NO_CONNECTION, Trouble.NO_CONNECTION);
        Thread person = new Thread(() -> {
            while (night.heard.warnings.stream().noneMatch(said -> said.contains("again in 1h"))) {
                Thread.onSpinWait();
            }
            night.stop.request();
        });
        person.start();
        assertEquals(JobStatus.INTERRUPTED, outcome(night.run()).status());
        assertEquals(1, night.table.sessionsOpened());
    }

    @Test
    void theWayToTheSourcesEndsWithTheRun() {
        night.run();
        assertEquals(1, night.table.timesEnded());
    }

    @Test
    void whatTheUserGotWrongIsNotTriedAgain() {
        night.row.with(JobColumn.WATERMARK_LAG, "3d");
        assertEquals(JobStatus.FAILED, outcome(night.run()).status());
        assertEquals(1, night.table.sessionsOpened());
        assertTrue(last(night.audit())
                .error()
                .contains("jobs!watermark_lag: watermark_lag '3d' is not a number in the watermark column's unit."));
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"SILENT_WHILE_READING", "SILENT_WHEN_ASKED"})
    void aSourceThatFallsSilentIsCancelledAndTriedAgain(Trouble trouble) throws SQLException {
        night.patience = new JobLimits(Duration.ofHours(6), SHORT, Night.retries(1));
        night.table.sessions(trouble);
        assertEquals(3, rows(night.run()));
        assertTrue(last(night.heard.warnings).contains("its source sent nothing for 100ms")
                || night.heard.warnings.toString().contains("its source sent nothing for 100ms"));
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
    }

    @Test
    void aJobThatTakesTooLongIsCancelledAndNotTriedAgain() {
        night.patience = new JobLimits(SHORT, Duration.ofMinutes(30), Night.retries(3));
        night.table.sessions(Trouble.SILENT_WHILE_READING);
        JobOutcome outcome = outcome(night.run());
        assertEquals(JobStatus.FAILED, outcome.status());
        assertEquals(1, night.table.sessionsOpened());
        assertTrue(last(night.audit()).error().contains("it took longer than job_timeout (100ms)"));
        assertEquals(List.of(), staged());
    }

    @Test
    void aCountThatDiffersFailsTheJobBeforeItLands() {
        night.settings.with("verify", "count");
        night.table.sessions(Trouble.MISCOUNTS);
        assertEquals(JobStatus.FAILED, outcome(night.run()).status());
        assertTrue(last(night.audit()).error().contains("3 rows were read, the source counts 4"));
        assertEquals(List.of(), night.loads());
        assertEquals(3, rows(night.run()));
    }

    @Test
    void aManifestTellsFromWhereItsHashesAreWhole() {
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.run();
        Manifest load = night.loads().get(0);
        assertEquals("15", load.progress().orElseThrow().hashed().orElseThrow().value());
    }

    private List<String> staged() {
        try (LandingStore lake = night.lake()) {
            return lake.list("crm/_ingest/staging").stream()
                    .map(LandingFile::path)
                    .toList();
        }
    }

    private static long rows(RunSummary summary) {
        JobOutcome outcome = outcome(summary);
        assertEquals(
                JobStatus.SUCCESS,
                outcome.status(),
                () -> outcome.failure().map(NightTest::trace).orElse(""));
        return outcome.rows();
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static JobOutcome outcome(RunSummary summary) {
        return last(summary.outcomes());
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
