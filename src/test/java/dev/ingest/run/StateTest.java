package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.HomeLock;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.CellForm;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadId;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.FakeTable.Trouble;
import dev.ingest.run.state.JobState;
import dev.ingest.run.state.LoadList;
import dev.ingest.run.state.StateEdit;
import dev.ingest.run.state.StateReport;
import dev.ingest.run.watch.JobLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateTest {
    @TempDir
    Path home;

    private Night night;

    @BeforeEach
    void fill() {
        night = new Night(home);
        night.patience = new JobLimits(Duration.ofHours(6), Duration.ofMinutes(30), Night.retries(0));
        night.table.with(10, "a").with(20, "b").with(30, "c");
    }

    @Test
    void aJobThatNeverRanAgreesWithEverything() {
        JobState state = state();
        assertEquals(WatermarkCell.EMPTY, state.cell());
        assertEquals(Optional.empty(), state.last());
        assertEquals(Optional.empty(), state.outcome());
        assertEquals(List.of(), state.remarks());
    }

    @Test
    void afterARunAllPlacesAgree() {
        night.run();
        JobState state = state();
        assertEquals("30", state.cell().text());
        assertEquals("30", state.last().orElseThrow().progress().orElseThrow().watermark());
        assertEquals(Optional.of("30"), state.dlt());
        assertEquals(Optional.of(JobStatus.SUCCESS), state.outcome());
        assertEquals(List.of(), state.remarks());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            25 | The lake has reached 30, the cell says 25: the next run starts at 25, that value included. To go on where the lake is: ingest state set crm.orders 30
            '' | The lake has reached 30, the cell is empty: the next run starts from the start. To go on where the lake is: ingest state set crm.orders 30
            """)
    void anEditedCellIsARemark(String cell, String remark) {
        night.run();
        night.edit(cell);
        assertEquals(List.of(remark), state().remarks());
    }

    @Test
    void aCellThatIsNoValueOfItsColumnIsARemark() {
        night.run();
        night.edit("soon");
        assertEquals(
                List.of(
                        "The lake has reached 30, the cell says soon, which is not a whole number: the job fails until the"
                                + " cell is corrected."),
                state().remarks());
    }

    @ParameterizedTest
    @CsvSource({"30, NUMBER", "30.0, TEXT"})
    void aCellThatWasRetypedAgrees(String cell, CellForm form) {
        night.run();
        night.workbook.cells.put(Night.KEY, new WatermarkCell(cell, form));
        assertEquals(List.of(), state().remarks());
    }

    @Test
    void aCellWithoutALoadIsARemark() {
        night.edit("20");
        assertEquals(
                List.of("No load of this tool counts yet: the next run starts at 20, that value included."),
                state().remarks());
    }

    @Test
    void aLoadThatTheStateNamesAndNoManifestTellsOfIsARemark() {
        night.run();
        LoadId load = night.loads().get(0).load();
        try (LandingStore lake = night.lake()) {
            lake.list("crm/_ingest/loads").stream().map(LandingFile::path).forEach(lake::delete);
        }
        assertEquals(
                List.of("The state in the lake names load " + load
                        + " as the last, and there is no manifest of it: the next"
                        + " run starts at 30, that value included. Look who deletes files in crm/_ingest."),
                state().remarks());
    }

    @Test
    void aLoadThatTheJournalAloneHoldsIsARemark() {
        night.run();
        begun("1769524299.5");
        assertEquals(
                List.of("The journal holds load 1769524299.5 as begun, the lake does not: the next run forgets it, or"
                        + " writes its cell where it counts."),
                state().remarks());
        night.run();
        assertEquals(List.of(), state().remarks());
    }

    @Test
    void whatWaitsInTheJournalIsARemark() {
        night.workbook.locked = true;
        night.run();
        assertEquals(
                List.of(
                        "The watermark 30 waits in the journal: the next run starts from it and writes the cell. Close the"
                                + " workbook before."),
                state().remarks());
        night.edit("15");
        assertTrue(state().remarks().get(0).startsWith("The cell was edited while 30 waited in the journal"));
    }

    @Test
    void anotherWatermarkColumnIsARemark() {
        night.run();
        night.row = JobRows.incremental("orders", "note");
        assertTrue(state().remarks().get(0).startsWith("The last load followed seq, the workbook names note"));
    }

    @Test
    void aFullJobHasALastLoadAndNoWatermark() {
        night.row = JobRows.full("orders");
        night.run();
        night.run();
        JobState state = state();
        assertEquals(night.loads().get(0).load(), state.last().orElseThrow().load(), "the newest");
        assertEquals(List.of(), state.remarks());
    }

    @Test
    void aFailedRunIsSeenAndRunAgainAlone() {
        night.run();
        assertEquals(List.of(), failed());
        night.table.sessions(Trouble.CUT_WHILE_READING);
        night.run();
        assertEquals(Optional.of(JobStatus.FAILED), state().outcome());
        assertEquals(List.of("crm.orders"), failed());
    }

    @Test
    void settingAWatermarkReadsFromThereAndSaysSo() {
        night.run();
        assertEquals(
                Optional.of(
                        "The watermark of crm.orders is 20 now: the next run starts at it, that value included; rows"
                                + " from there on that landed before land again."),
                edit().set("CRM.orders", "20.0", StateEdit.Future.REFUSED));
        assertEquals("20", night.cell());
        assertEquals(2, night.run().outcomes().get(0).rows());
        assertEquals(
                Optional.of("The watermark of crm.orders is 30 now: the next run starts after it, where the last load"
                        + " ended."),
                edit().set("crm.orders", "30", StateEdit.Future.REFUSED));
    }

    @Test
    void settingForgetsWhatTheJournalWouldWrite() {
        night.run();
        night.workbook.locked = true;
        night.table.with(40, "d");
        night.run();
        night.workbook.locked = false;
        edit().set("crm.orders", "30", StateEdit.Future.REFUSED);
        assertEquals(List.of(), state().journal());
        night.run();
        assertEquals("seq >= 30 AND seq <= 40", night.heard.windows.get(night.heard.windows.size() - 1));
    }

    @Test
    void resettingReadsFromTheStart() {
        night.run();
        assertTrue(edit().reset("crm.orders").orElseThrow().contains("reads the table from the start"));
        assertEquals("", night.cell());
        assertEquals(3, night.run().outcomes().get(0).rows());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            crm.orders | soon | 'soon' is not a whole number, as column 'seq' needs.
            crm.order  | 20   | no enabled job is named so. Did you mean 'crm.orders'?
            """)
    void whatCannotBeSetNamesTheReason(String job, String value, String reason) {
        night.run();
        IngestException failure =
                assertThrows(IngestException.class, () -> edit().set(job, value, StateEdit.Future.REFUSED));
        assertEquals(FailureKind.CONFIG, failure.kind());
        assertTrue(failure.getMessage().endsWith(reason), failure.getMessage());
        assertEquals("30", night.cell());
    }

    @Test
    void aFullJobHasNothingToEdit() {
        night.row = JobRows.full("orders").with(JobColumn.WATERMARK_COLUMN, "seq");
        assertThrows(IngestException.class, () -> edit().reset("crm.orders"));
    }

    @Test
    void aWorkbookThatIsOpenCannotBeEdited() {
        night.run();
        night.workbook.locked = true;
        IngestException failure = assertThrows(IngestException.class, () -> edit().reset("crm.orders"));
        assertTrue(failure.getMessage().contains("the workbook is open. Close it."), failure.getMessage());
    }

    @Test
    void whileARunHoldsTheHomeNothingIsEdited() {
        night.run();
        try (HomeLock lock = HomeLock.acquire(night.metadata(), "a run").orElseThrow()) {
            assertEquals(Optional.empty(), edit().set("crm.orders", "20", StateEdit.Future.REFUSED), lock::toString);
        }
        assertEquals("30", night.cell());
    }

    @Test
    void anInterruptedLoadIsSettledFirst() {
        night.run();
        begun("1769524299.5");
        IngestException failure =
                assertThrows(IngestException.class, () -> edit().set("crm.orders", "20", StateEdit.Future.REFUSED));
        assertTrue(failure.getMessage().contains("Run ingest run first"), failure.getMessage());
    }

    @Test
    void loadsAreListedNewestFirst() {
        night.run();
        night.table.with(40, "d");
        night.run();
        LoadList list = new LoadList(night.parts());
        assertEquals(2, list.newest(JobSelection.ALL, 20).size());
        assertEquals(
                "40",
                list.newest(JobSelection.ALL, 1).get(0).progress().orElseThrow().watermark());
        JobSelection strangers = new JobSelection(List.of("hr.*"), JobSelection.LastOutcome.ANY);
        assertThrows(IngestException.class, () -> list.newest(strangers, 20));
        assertEquals(List.of(), list.newest(JobSelection.ALL, 0));
    }

    private JobState state() {
        return new StateReport(night.parts()).read(JobSelection.ALL).get(0);
    }

    private void begun(String load) {
        new Journal(night.metadata().resolve("watermarks"))
                .put(new JournalEntry(
                        Night.KEY,
                        new LoadId(load),
                        JournalEntry.Phase.OPEN,
                        WatermarkCell.text("30"),
                        WatermarkCell.text("40")));
    }

    private StateEdit edit() {
        return new StateEdit(night.parts());
    }

    private List<String> failed() {
        JobSelection selection = new JobSelection(List.of(), JobSelection.LastOutcome.UNSUCCESSFUL);
        return new StateReport(night.parts())
                .read(selection).stream().map(state -> state.job().name()).toList();
    }
}
