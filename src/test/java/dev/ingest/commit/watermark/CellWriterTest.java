package dev.ingest.commit.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.MemoryCells;
import dev.ingest.commit.SteppedClock;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import dev.ingest.job.cursor.CursorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which entries of the journal reach the workbook, and which stay. */
class CellWriterTest {
    private static final JobKey ORDERS = new JobKey("mydb", "orders");
    private static final JobKey ITEMS = new JobKey("mydb", "items");

    @TempDir
    Path home;

    private final MemoryCells workbook = new MemoryCells();
    private Journal journal;

    @BeforeEach
    void open() {
        journal = new Journal(home);
        workbook.cells.put(ORDERS, WatermarkCell.EMPTY);
    }

    @Test
    void theCellOfALoadThatDoesNotCountYetIsNotWritten() {
        JournalEntry open = entry(ORDERS, JournalEntry.Phase.OPEN, "a");
        journal.put(open);
        writer(workbook).flush();
        assertEquals(Map.of(ORDERS, WatermarkCell.EMPTY), workbook.cells);
        assertEquals(List.of(open), journal.entries());
    }

    @Test
    void theCellThatALoadBeganWithStaysUntilTheLoadTellsWhatFollows() {
        CellWriter writer = writer(workbook);
        journal.put(entry(ORDERS, JournalEntry.Phase.DUE, "a"));
        journal.put(entry(ITEMS, JournalEntry.Phase.DUE, "b"));
        workbook.cells.put(ITEMS, WatermarkCell.EMPTY);
        writer.hold(ORDERS);
        writer.flush();
        assertEquals(Map.of(ORDERS, WatermarkCell.EMPTY, ITEMS, WatermarkCell.text("b")), workbook.cells);
        assertEquals(1, journal.due(ORDERS).size());
        writer.release(ORDERS);
        writer.flush();
        assertEquals(WatermarkCell.text("a"), workbook.cells.get(ORDERS));
        assertEquals(List.of(), journal.entries());
    }

    @Test
    void theLongestTextThatACellHoldsIsWritten() {
        String longest = "x".repeat(CursorText.LONGEST);
        journal.put(entry(ORDERS, JournalEntry.Phase.DUE, longest));
        writer(workbook).flush();
        assertEquals(longest, workbook.cells.get(ORDERS).text());
        assertEquals(List.of(), journal.entries());
    }

    @Test
    void theWatermarkOfARowThatIsSwitchedOffWaits() {
        WatermarkCells switchedOff = new WatermarkCells() {
            @Override
            public Map<JobKey, WatermarkCell> read(Set<JobKey> jobs) {
                return workbook.read(jobs);
            }

            @Override
            public boolean absentIsGone() {
                return false;
            }

            @Override
            public Outcome write(Map<JobKey, String> values) {
                return workbook.write(values);
            }
        };
        JournalEntry waiting = entry(ITEMS, JournalEntry.Phase.DUE, "b");
        journal.put(waiting);
        journal.put(entry(ORDERS, JournalEntry.Phase.DUE, "a"));
        writer(switchedOff).flush();
        assertEquals(Map.of(ORDERS, WatermarkCell.text("a")), workbook.cells);
        assertEquals(List.of(waiting), journal.entries());
    }

    @Test
    void anEntryCountsFromItsRenameOn() throws IOException {
        journal.put(entry(ORDERS, JournalEntry.Phase.DUE, "a"));
        try (var files = Files.list(home)) {
            Path entry = files.findFirst().orElseThrow();
            Files.move(entry, home.resolve(entry.getFileName() + DurableFile.UNFINISHED));
        }
        writer(workbook).flush();
        assertEquals(Map.of(ORDERS, WatermarkCell.EMPTY), workbook.cells);
    }

    private CellWriter writer(WatermarkCells cells) {
        return new CellWriter(journal, cells, new SteppedClock());
    }

    private static JournalEntry entry(JobKey key, JournalEntry.Phase phase, String after) {
        return new JournalEntry(key, new LoadId("1.5"), phase, WatermarkCell.EMPTY, WatermarkCell.text(after));
    }
}
