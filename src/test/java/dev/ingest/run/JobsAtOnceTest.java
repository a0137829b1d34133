package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.FakeTable.Trouble;
import dev.ingest.run.event.RunSummary;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that run side by side; that they do is shown by each waiting, in the midst of its reading, for the others. */
@Timeout(60)
class JobsAtOnceTest {
    @TempDir
    Path home;

    private Night night;

    @BeforeEach
    void fill() {
        night = new Night(home);
        night.jobsAtOnce = 3;
        night.table.with(10, "a").with(20, "b").with(30, "c");
    }

    private FakeTable beside(String source, String table, JobRows row) {
        FakeTable rows = new FakeTable().with(1, "x").with(2, "y");
        night.tables.put(source + "." + table, rows);
        night.workbook.cells.put(new JobKey(source, table), WatermarkCell.EMPTY);
        night.neighbours.add(row.with(JobColumn.SOURCE_NAME, source));
        return rows;
    }

    private void meet(FakeTable... tables) {
        CyclicBarrier all = new CyclicBarrier(tables.length);
        for (FakeTable table : tables) {
            table.afterReading(() -> await(all));
        }
    }

    private static void await(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> statuses(RunSummary summary) {
        return summary.outcomes().stream()
                .map(outcome -> outcome.name() + " " + outcome.status() + " " + outcome.rows())
                .toList();
    }

    @Test
    void jobsOfOneDatasetAndOfAnotherRunSideBySide() throws SQLException {
        FakeTable items = beside("crm", "items", JobRows.full("items"));
        FakeTable stock = beside("erp", "stock", JobRows.incremental("stock", "seq"));
        meet(night.table, items, stock);
        List<String> marked = new ArrayList<>();
        night.commits = new CommitListener() {
            @Override
            public void after(CommitStep step) {
                if (step == CommitStep.MARKER) {
                    synchronized (marked) {
                        markers().stream()
                                .filter(name -> !marked.contains(name))
                                .forEach(marked::add);
                    }
                }
            }
        };
        assertEquals(
                List.of("crm.orders SUCCESS 3", "crm.items SUCCESS 2", "erp.stock SUCCESS 2"), statuses(night.run()));
        assertEquals(marked.stream().sorted().toList(), marked, "identifiers are in the order of commits");
        assertEquals(2, marked.size());
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
        assertEquals("30", night.cell());
        assertEquals("2", night.workbook.cells.get(new JobKey("erp", "stock")).text());

        night.table.with(40, "d");
        stock.with(3, "z");
        assertEquals(
                List.of("crm.orders SUCCESS 1", "crm.items SUCCESS 2", "erp.stock SUCCESS 1"), statuses(night.run()));
        assertEquals(List.of("10 a", "20 b", "30 c", "40 d"), night.landed());
        assertEquals("40", night.cell());
    }

    private List<String> markers() {
        try (LandingStore store = night.lake()) {
            return store.list("crm/_dlt_loads").stream()
                    .map(LandingFile::name)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aJobThatFailsFailsAlone() throws SQLException {
        FakeTable items = beside("crm", "items", JobRows.full("items")).sessions(Trouble.LOGIN_REFUSED);
        FakeTable stock = beside("erp", "stock", JobRows.full("stock"));
        meet(night.table, stock);
        assertEquals(
                List.of("crm.orders SUCCESS 3", "crm.items FAILED 0", "erp.stock SUCCESS 2"), statuses(night.run()));
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
        assertEquals(1, items.sessionsOpened());
    }

    @Test
    void everyLoadWindowOfAJobReachesItsCell() throws SQLException {
        night.row.with(JobColumn.LOAD_WINDOW, "10");
        FakeTable stock =
                beside("erp", "stock", JobRows.incremental("stock", "seq").with(JobColumn.LOAD_WINDOW, "1"));
        for (int seq = 3; seq < 12; seq++) {
            stock.with(seq, "z");
        }
        night.run();
        assertEquals(List.of("10 a", "20 b", "30 c"), night.landed());
        assertEquals("30", night.cell());
        assertEquals("11", night.workbook.cells.get(new JobKey("erp", "stock")).text());
    }

    @Test
    void askedToEndTheRunCancelsAllThatRead() throws SQLException {
        night.table.sessions(Trouble.SILENT_WHILE_READING);
        beside("crm", "items", JobRows.full("items")).sessions(Trouble.SILENT_WHILE_READING);
        beside("erp", "stock", JobRows.full("stock")).sessions(Trouble.SILENT_WHILE_READING);
        beside("erp", "late", JobRows.full("late"));
        CompletableFuture<RunSummary> run = CompletableFuture.supplyAsync(night::run);
        while (night.heard.windows.size() < 3 && !run.isDone()) {
            Thread.onSpinWait();
        }
        night.stop.request();
        assertEquals(
                List.of("crm.orders INTERRUPTED 0", "crm.items INTERRUPTED 0", "erp.stock INTERRUPTED 0"),
                statuses(run.join()));
        assertEquals(
                List.of(JobStatus.INTERRUPTED, JobStatus.INTERRUPTED, JobStatus.INTERRUPTED), night.auditedStatus());
        try (LandingStore store = night.lake()) {
            assertEquals(List.of(), store.list("crm/_ingest/staging"));
            assertEquals(List.of(), store.list("erp/_ingest/staging"));
        }
    }
}
