package dev.ingest.commit.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.failure.HeldDisk;
import dev.ingest.failure.HeldFiles;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose files a scanner or a backup holds, as on Windows. */
class HeldJournalTest {
    private static final JobKey ORDERS = new JobKey("mydb", "orders");
    private static final LoadId LOAD = new LoadId("1.5");
    private static final JournalEntry ENTRY =
            new JournalEntry(ORDERS, LOAD, JournalEntry.Phase.OPEN, WatermarkCell.text("1"), WatermarkCell.text("2"));

    @TempDir
    Path folder;

    private Journal on(Path disk) {
        return new Journal(disk, HeldFiles.refused(millis -> {}));
    }

    @Test
    void aScannerHoldsUpNoEntry() {
        Journal journal = on(HeldDisk.scanned(3, folder));
        journal.put(ENTRY);
        journal.due(ENTRY);
        assertEquals(List.of(ENTRY.due()), journal.entries());
        journal.remove(ORDERS, LOAD);
        assertEquals(List.of(), journal.entries());
    }

    @Test
    void whatACrashLeftAndABackupReadsStaysWithoutAWord() throws IOException {
        Files.writeString(folder.resolve("1.journal" + DurableFile.UNFINISHED), "half");
        on(HeldDisk.read("1.journal", folder)).sweep();
        on(folder).sweep();
        assertEquals(List.of(), on(folder).entries());
        assertEquals(0, folder.toFile().list().length);
    }
}
