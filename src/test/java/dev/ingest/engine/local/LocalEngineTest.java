package dev.ingest.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.engine.Plans;
import dev.ingest.engine.reread.ManyHashes;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Slice;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.source.FakeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the engine of this process takes of its memory. */
@Timeout(60)
class LocalEngineTest {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));

    @TempDir
    Path folder;

    private final LocalEngine engine = new LocalEngine();

    @Test
    void aPlanOfSeveralSlicesIsNotDeclined() {
        Slice second = new Slice(1, Optional.empty(), Optional.of("part 1"));

        assertEquals(Optional.empty(), engine.declines(Plans.full(Slice.WHOLE, second)));
    }

    @Test
    void memoryIsBoundedByASmallPoolOfBatches() {
        AtomicLong largest = new AtomicLong();
        String wide = "x".repeat(10_000);
        FakeSource source = new FakeSource((batch, number) -> {
                    batch.longs(0).append(number);
                    batch.bytes(1).append(wide);
                    largest.accumulateAndGet(batch.bytes(), Math::max);
                })
                .slice(0, 20_000);
        JobPlan plan = Plans.full(Slice.WHOLE);
        LoadResult result = engine.load(plan, LOAD, source, LocalStore.open(folder.toString(), folder), RowHashes.NONE);
        assertEquals(20_000, result.rows(), "200 MB of text went through");
        long budget = BatchSize.of(
                        plan.reading().schema(), 3, Runtime.getRuntime().maxMemory())
                .bytes();
        assertTrue(largest.get() <= budget + 2L * wide.length(), largest + " of " + budget);
        assertTrue(budget <= Runtime.getRuntime().maxMemory() / 8 / 3);
    }

    /** A job of few rows does not make room for many, and one of many does not go on in small steps. */
    @Test
    void theFirstBatchesAreSmallAndTheOthersWhole() {
        Set<ColumnBatch> seen = new HashSet<>();
        List<Integer> inOrder = new ArrayList<>();
        FakeSource source = new FakeSource((batch, number) -> {
                    if (seen.add(batch)) {
                        inOrder.add(batch.capacity());
                    }
                    batch.longs(0).append(number);
                    batch.bytes(1).append("x");
                })
                .slice(0, 200_000);
        JobPlan plan = Plans.full(Slice.WHOLE);
        LoadResult result = engine.load(plan, LOAD, source, LocalStore.open(folder.toString(), folder), RowHashes.NONE);
        assertEquals(200_000, result.rows());
        int whole = BatchSize.of(
                        plan.reading().schema(), 3, Runtime.getRuntime().maxMemory())
                .rows();
        assertEquals(List.of(4096, 4096), inOrder.subList(0, 2));
        assertEquals(Set.of(whole), Set.copyOf(inOrder.subList(2, inOrder.size())));
        assertTrue(inOrder.size() <= 2 + 3, "batches of " + inOrder);
    }

    @Test
    @Timeout(300)
    void asManyRowsAsALagMayRememberFitASmallHeap() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx320m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyHashes.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(folder.resolve("output.txt")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
