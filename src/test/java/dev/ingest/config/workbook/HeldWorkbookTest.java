package dev.ingest.config.workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.failure.HeldFiles;
import dev.ingest.job.LoadType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook that a scanner, a backup or a person holds while its watermarks are written, as on Windows. */
class HeldWorkbookTest {
    @TempDir
    private Path folder;

    private Path path;
    private WorkbookFile workbook;
    private int refusals;
    private long waited;

    @BeforeEach
    void aWorkbookOfOneJob() {
        path = folder.resolve("jobs.xlsx");
        workbook = new WorkbookFile(path, "config/jobs.xlsx");
        oneJob().write(path);
    }

    private static WorkbookBuilder oneJob() {
        return new WorkbookBuilder()
                .job("postgresql", "db", "a", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id");
    }

    private JobRow job() {
        return workbook.read().enabledRows().get(0);
    }

    private WriteOutcome written(HeldFiles.Pause pause) {
        HeldFiles held = HeldFiles.refused(pause);
        return new WorkbookWriter(path, "config/jobs.xlsx", this::replaceUnlessHeld, held)
                .write(List.of(CellChange.of(job(), "7")), workbook::bytes, workbook::content);
    }

    private void replaceUnlessHeld(Path with, Path what) throws IOException {
        if (refusals-- > 0) {
            throw new AccessDeniedException(what.toString());
        }
        WorkbookWriter.replace(with, what);
    }

    @Test
    void aScannerKeepsNoWatermarkOutOfItsCell() {
        refusals = 3;
        assertEquals(
                WriteOutcome.State.OPEN, written(millis -> waited += millis).state());
        assertEquals(140, waited);
        assertEquals(Optional.of("7"), job().cursor().lastWatermark());
    }

    @Test
    void whoSavesItInTheMeantimeLosesNothing() {
        refusals = 1;
        WriteOutcome outcome = written(millis -> {
            waited += millis;
            oneJob().job("postgresql", "db", "new", LoadType.FULL).write(path);
        });
        assertEquals(WriteOutcome.State.LOCKED, outcome.state());
        assertTrue(outcome.reason().contains("somebody saved it meanwhile"), outcome.reason());
        assertEquals(20, waited);
        assertEquals(2, workbook.read().enabledRows().size());
        assertEquals(Optional.empty(), job().cursor().lastWatermark());
    }

    @Test
    void oneThatStaysOpenIsLeftToTheNextRun() {
        refusals = Integer.MAX_VALUE;
        assertEquals(
                WriteOutcome.State.LOCKED, written(millis -> waited += millis).state());
        assertEquals(10_000, waited);
        assertEquals(List.of("jobs.xlsx"), List.of(folder.toFile().list()));
    }
}
