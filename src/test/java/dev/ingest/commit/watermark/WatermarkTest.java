package dev.ingest.commit.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ingest.commit.MemoryCells;
import dev.ingest.commit.SteppedClock;
import dev.ingest.commit.watermark.WatermarkChoice.Committed;
import dev.ingest.job.CellForm;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.cursor.Watermark.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WatermarkTest {
    private static final JobKey ORDERS = new JobKey("mydb", "orders");
    private static final JobKey ODD = new JobKey("mydb", "Grüße/\\ =\n1");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // now                        form   before                     form   after
                // state
                "2026-01-28 00:00:00.123456 | TEXT | 2026-01-27 10:44:12.584  | DATE | 2026-01-28 00:00:00.123456 | DONE",
                "2026-01-28 00:00:00.123    | DATE | 2026-01-27 10:44:12.584  | DATE | 2026-01-28 00:00:00.123456 | DONE",
                "2026-01-28 00:00:00.123    | TEXT | 2026-01-27 10:44:12.584  | DATE | 2026-01-28 00:00:00.123456 | EDITED_BY_PERSON",
                "2026-01-27 10:44:12.584    | DATE | 2026-01-27 10:44:12.584123 | TEXT | 2026-01-28               | WRITE",
                "2026-01-27 10:44:12.585    | DATE | 2026-01-27 10:44:12.584999 | TEXT | 2026-01-28               | WRITE",
                "2026-01-27 10:44:12.586    | DATE | 2026-01-27 10:44:12.584999 | TEXT | 2026-01-28               | EDITED_BY_PERSON",
                "2026-01-27 10:44:12.585    | DATE | 2026-01-27 10:44:12.584  | TEXT | 2026-01-28                 | EDITED_BY_PERSON",
                "2026-01-27T10:44:12        | TEXT | 2026-01-27 10:44:12.000  | TEXT | 2026-01-28                 | WRITE",
                "2026-01-27 00:00:00        | DATE | 2026-01-27               | TEXT | 2026-01-28                 | WRITE",
                "2026-01-28 00:00:00        | DATE | 2026-01-27               | TEXT | 2026-01-28                 | DONE",
                "2026-01-27 10:44:12        | DATE | 2026-01-27 10:44:12+00:00 | TEXT | 2026-01-28                | WRITE",
                "2026-01-27 11:44:12+01:00  | TEXT | 2026-01-27 10:44:12+00:00 | TEXT | 2026-01-28                | WRITE",
                "5                          | NUMBER | 5.0                    | TEXT | 6                          | WRITE",
                "6                          | NUMBER | 5                      | TEXT | 6.0                        | DONE",
                "1.2345678901234567E19      | NUMBER | 5                      | TEXT | 12345678901234567000       | DONE",
                "123456789012345000         | NUMBER | 5                    | TEXT | 123456789012345678         | DONE",
                "123456789012344000         | NUMBER | 5                    | TEXT | 123456789012345678         | EDITED_BY_PERSON",
                "123456789012345000         | NUMBER | 123456789012345677   | TEXT | 123456789012345678         | WRITE",
                "12345678901234567001       | TEXT | 5                        | TEXT | 12345678901234567000       | EDITED_BY_PERSON",
                "''                         | TEXT | ''                       | TEXT | 6                          | WRITE",
                "''                         | TEXT | 5                        | TEXT | 6                          | EDITED_BY_PERSON",
                "4                          | TEXT | 5                        | TEXT | 6                          | EDITED_BY_PERSON",
                "abc                        | TEXT | abc                      | TEXT | abd                        | WRITE",
                "' abc '                    | TEXT | abc                      | TEXT | abd                        | WRITE",
                "ABC                        | TEXT | abc                      | TEXT | abd                        | EDITED_BY_PERSON",
                "0x00000000000007D1         | TEXT | 0x00000000000007D0       | TEXT | 0x00000000000007D1         | DONE",
            })
    void aCellIsJudgedAsAValue(
            String now, CellForm nowForm, String before, CellForm beforeForm, String after, CellState state) {
        assertEquals(
                state,
                afterOneLoad(
                        new WatermarkCell(now, nowForm),
                        new WatermarkCell(before, beforeForm),
                        WatermarkCell.text(after)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // now        form     before       after       state
                "20         | TEXT   | 0020       | 0021      | EDITED_BY_PERSON",
                "20         | NUMBER | 0020       | 0021      | EDITED_BY_PERSON",
                "0020       | TEXT   | 0020       | 0021      | WRITE",
                "21         | TEXT   | 0020       | 0021      | EDITED_BY_PERSON",
                "0021       | TEXT   | 0020       | 0021      | DONE",
                "' b'       | TEXT   | ' b'       | ' bz'     | WRITE",
                "b          | TEXT   | ' b'       | ' bz'     | EDITED_BY_PERSON",
                "' bz'      | TEXT   | ' b'       | ' bz'     | DONE",
                "' '        | TEXT   | ''         | b         | EDITED_BY_PERSON",
                "2026-01-27 | TEXT   | 2026-01-27T00:00:00 | 2026-01-28 | EDITED_BY_PERSON",
            })
    void aCellOfATextColumnIsJudgedByItsExactText(
            String now, CellForm form, String before, String after, CellState state) {
        assertEquals(
                state,
                afterOneLoad(
                        new WatermarkCell(now, form),
                        WatermarkCell.text(before),
                        WatermarkCell.written(after, CursorType.TEXT)));
    }

    private static CellState afterOneLoad(WatermarkCell now, WatermarkCell before, WatermarkCell after) {
        return CellState.of(
                now, List.of(new JournalEntry(ORDERS, new LoadId("1.5"), JournalEntry.Phase.DUE, before, after)));
    }

    @Test
    void whatAPersonTypesOverATextIsTheirs() {
        Optional<Committed> ours =
                Optional.of(new Committed(Optional.of(WatermarkCell.written("0020", CursorType.TEXT))));
        assertEquals(
                mark("20", Origin.PERSON),
                WatermarkChoice.of(WatermarkCell.text("20"), ours, List.of(), Optional.empty()));
        assertEquals(
                mark("0020", Origin.COMMITTED),
                WatermarkChoice.of(WatermarkCell.text("0020"), ours, List.of(), Optional.empty()));
    }

    private static JournalEntry entry(JobKey key, String load, String before, String after) {
        return new JournalEntry(
                key, new LoadId(load), JournalEntry.Phase.DUE, WatermarkCell.text(before), WatermarkCell.text(after));
    }

    private static Stream<Arguments> choices() {
        Optional<Committed> none = Optional.empty();
        Optional<Committed> five = Optional.of(new Committed(Optional.of(WatermarkCell.text("5"))));
        Optional<Committed> still = Optional.of(new Committed(Optional.empty()));
        Optional<String> dlt = Optional.of("3");
        List<JournalEntry> due = List.of(entry(ORDERS, "1.5", "", "4"), entry(ORDERS, "2.5", "4", "5"));
        return Stream.of(
                Arguments.of("what we wrote", "5", five, List.of(), dlt, mark("5", Origin.COMMITTED)),
                Arguments.of("retyped as a number", "5.0", five, List.of(), dlt, mark("5", Origin.COMMITTED)),
                Arguments.of("edited", "4", five, List.of(), dlt, mark("4", Origin.PERSON)),
                Arguments.of("emptied: from the start", "", five, List.of(), dlt, Optional.empty()),
                Arguments.of("due, cell not seen yet", "", five, due, dlt, mark("5", Origin.COMMITTED)),
                Arguments.of("due, one of two written", "4", five, due, dlt, mark("5", Origin.COMMITTED)),
                Arguments.of("due, but edited", "2", five, due, dlt, mark("2", Origin.PERSON)),
                Arguments.of("a person begins", "4", none, List.of(), dlt, mark("4", Origin.PERSON)),
                Arguments.of("moved over from dlt", "", none, List.of(), dlt, mark("3", Origin.DLT)),
                Arguments.of("nothing anywhere", "", none, List.of(), Optional.empty(), Optional.empty()),
                Arguments.of("was FULL until now", "", still, List.of(), dlt, Optional.empty()));
    }

    private static Optional<Watermark> mark(String value, Origin origin) {
        return Optional.of(new Watermark(value, origin));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void aLoadStartsWhereTheCellSays(
            String name,
            String cell,
            Optional<Committed> committed,
            List<JournalEntry> due,
            Optional<String> dlt,
            Optional<Watermark> expected) {
        assertEquals(expected, WatermarkChoice.of(WatermarkCell.text(cell), committed, due, dlt), name);
    }

    @Test
    void theJournalKeepsWhatItIsGiven() throws IOException {
        Journal journal = new Journal(home.resolve("watermarks"));
        JournalEntry open = new JournalEntry(
                ODD,
                new LoadId("9.5"),
                JournalEntry.Phase.OPEN,
                new WatermarkCell("2026-01-27 10:44:12.584", CellForm.DATE),
                WatermarkCell.written(" C:\\ü=\u0001 ", CursorType.TEXT));
        JournalEntry later = entry(ORDERS, "10.5", "", "1");
        journal.put(later);
        journal.put(open);
        assertEquals(List.of(open, later), journal.entries());

        journal.due(open);
        Files.writeString(home.resolve("watermarks/1.5-00000000.journal"), "dataset=mydb\nload=1.5\n");
        assertEquals(List.of(open.due()), journal.due(ODD));
        assertEquals(2, journal.entries().size());

        journal.remove(ODD, open.load());
        journal.remove(ODD, open.load());
        assertEquals(List.of(later), journal.entries());
        assertEquals(List.of(), new Journal(home.resolve("nowhere")).entries());
    }

    @Test
    void theJournalSweepsWhatIsHalfWritten() throws IOException {
        Journal journal = new Journal(home.resolve("watermarks"));
        JournalEntry kept = entry(ORDERS, "10.5", "", "1");
        journal.put(kept);
        Path half = Files.writeString(home.resolve("watermarks/11.5-00000000.journal.tmp"), "dataset=my");
        journal.sweep();
        assertEquals(List.of(kept), journal.entries());
        assertFalse(Files.exists(half));
        new Journal(home.resolve("nowhere")).sweep();
    }

    @Test
    void cellsAreWrittenTogetherAtMostEveryTenSeconds() {
        SteppedClock clock = new SteppedClock();
        MemoryCells workbook = new MemoryCells();
        workbook.cells.putAll(Map.of(ORDERS, WatermarkCell.EMPTY, ODD, WatermarkCell.EMPTY));
        Journal journal = new Journal(home);
        CellWriter writer = new CellWriter(journal, workbook, clock);

        journal.put(entry(ORDERS, "1.5", "", "a"));
        writer.flushWhenDue();
        assertEquals(1, workbook.writes);
        journal.put(entry(ORDERS, "2.5", "a", "b"));
        clock.advance(Duration.ofMillis(9_999));
        writer.flushWhenDue();
        assertEquals("a", workbook.cells.get(ORDERS).text());
        journal.put(entry(ODD, "3.5", "", "c"));
        clock.advance(Duration.ofMillis(1));
        writer.flushWhenDue();

        assertEquals(2, workbook.writes);
        assertEquals(Map.of(ORDERS, WatermarkCell.text("b"), ODD, WatermarkCell.text("c")), workbook.cells);
        assertEquals(List.of(), journal.entries());
    }

    @Test
    void aLockedWorkbookIsWrittenByTheNextRun() {
        MemoryCells workbook = new MemoryCells();
        workbook.cells.put(ORDERS, WatermarkCell.EMPTY);
        workbook.locked = true;
        Journal journal = new Journal(home);
        journal.put(entry(ORDERS, "1.5", "", "a"));
        new CellWriter(journal, workbook, new SteppedClock()).flush();
        journal.put(entry(ORDERS, "2.5", "", "b"));
        assertEquals(2, journal.entries().size());

        workbook.locked = false;
        new CellWriter(journal, workbook, new SteppedClock()).flush();

        assertEquals(WatermarkCell.text("b"), workbook.cells.get(ORDERS));
        assertEquals(List.of(), journal.entries());
    }

    @Test
    void aWorkbookThatIsTooLargeForTheMemoryFailsNothing() {
        MemoryCells workbook = new MemoryCells();
        workbook.cells.put(ORDERS, WatermarkCell.EMPTY);
        Journal journal = new Journal(home);
        journal.put(entry(ORDERS, "1.5", "", "a"));
        WatermarkCells small = new WatermarkCells() {
            @Override
            public Map<JobKey, WatermarkCell> read(Set<JobKey> jobs) {
                return workbook.read(jobs);
            }

            @Override
            public Outcome write(Map<JobKey, String> values) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        new CellWriter(journal, small, new SteppedClock()).flush();
        assertEquals(1, journal.due(ORDERS).size());
    }

    @Test
    void aWatermarkThatNoCellHoldsStopsNoOther() {
        MemoryCells workbook = new MemoryCells();
        workbook.cells.putAll(Map.of(ORDERS, WatermarkCell.EMPTY, ODD, WatermarkCell.EMPTY));
        Journal journal = new Journal(home);
        journal.put(entry(ORDERS, "1.5", "", "x".repeat(CursorText.LONGEST + 1)));
        journal.put(entry(ODD, "2.5", "", "b"));
        new CellWriter(journal, workbook, new SteppedClock()).flush();
        assertEquals(Map.of(ORDERS, WatermarkCell.EMPTY, ODD, WatermarkCell.text("b")), workbook.cells);
        assertEquals(1, journal.due(ORDERS).size(), "the next run goes on from the journal");
        assertEquals(List.of(), journal.due(ODD));
    }

    @Test
    void whatAPersonWroteStays() {
        MemoryCells workbook = new MemoryCells();
        workbook.cells.put(ORDERS, WatermarkCell.text("2020-01-01"));
        Journal journal = new Journal(home);
        journal.put(entry(ORDERS, "1.5", "2026-01-01", "2026-01-02"));
        journal.put(entry(ODD, "1.5", "", "2026-01-02"));
        new CellWriter(journal, workbook, new SteppedClock()).flush();

        assertEquals(Map.of(ORDERS, WatermarkCell.text("2020-01-01")), workbook.cells);
        assertEquals(List.of(), journal.entries(), "nor does a job that is gone keep its entry");
        assertEquals(0, workbook.writes);
    }
}
