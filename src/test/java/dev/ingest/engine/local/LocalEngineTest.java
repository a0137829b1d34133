package dev.ingest.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.engine.Plans;
import dev.ingest.engine.reread.ManyHashes;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Slice;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.source.FakeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LocalEngineTest {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final Cursor CURSOR = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);

    @TempDir
    Path folder;

    private final LocalEngine engine = new LocalEngine();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyRowOfEverySliceLandsOnce(int slices) throws SQLException {
        FakeSource source = source();
        IntStream.range(0, slices).forEach(slice -> source.slice(slice, 1_000 * (slice + 1)));
        int rows = IntStream.rangeClosed(1, slices).map(slice -> 1_000 * slice).sum();
        LoadResult result = load(Plans.full(slices(slices)), source);
        assertEquals(rows, result.rowsRead());
        assertEquals(rows, result.files().stream().mapToLong(StagedFile::rows).sum());
        assertEquals(rows + " " + rows + " 0 " + (rows - 1), landed());
        assertFalse(source.wasCancelled());
    }

    /** A store may take minutes over the last file; nobody waits for the source meanwhile. */
    @Test
    void theSourceIsReleasedOnceWithItsLastRowBeforeTheFilesAreFinished() {
        MemoryLanding store = new MemoryLanding();
        List<List<String>> finished = new ArrayList<>();
        FakeSource source = source().slice(0, 10).slice(1, 2_000).onRelease(() -> finished.add(store.paths()));
        engine.load(Plans.full(slices(2)), LOAD, source, store, RowHashes.NONE);
        assertEquals(List.of(List.of()), finished);
        assertEquals(1, store.paths().size());
    }

    @Test
    void aReaderThatFailsEndsTheLoadAndCancelsTheOthers() {
        FakeSource source = source().slice(0, 100).slice(1, 5_000).failingAt(1_000);
        IngestException failure = assertThrows(IngestException.class, () -> load(Plans.full(slices(2)), source));
        assertEquals(FailureKind.READ, failure.kind());
        assertEquals("Cannot read row 1000: the test says so.", failure.getMessage());
        assertTrue(source.wasCancelled());
        assertEquals(List.of(), staged(), "an unfinished file never appears");
    }

    @Test
    void aReaderThatWaitsIsWokenWhenAnotherFails() {
        FakeSource source = source().slice(0, 10).slice(1, 100).blockingAt(50).failingAt(5);
        assertThrows(IngestException.class, () -> load(Plans.full(slices(2)), source));
        assertTrue(source.wasCancelled());
    }

    @Test
    void aStoreThatFailsCancelsTheSource() {
        MemoryLanding full = new MemoryLanding();
        full.failAfter(100_000);
        FakeSource source = source().slice(0, 3_000_000);
        IngestException failure = assertThrows(
                IngestException.class, () -> engine.load(Plans.full(Slice.WHOLE), LOAD, source, full, RowHashes.NONE));
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(source.wasCancelled());
        assertEquals(List.of(), full.unfinished());
    }

    @Test
    void aFullLoadOfNoRowsLandsAnEmptyFileWithTheSchema() throws SQLException {
        LoadResult result = load(Plans.full(Slice.WHOLE), source());
        assertEquals(1, result.files().size());
        assertEquals(0, result.rows());
        assertEquals("0 0 null null", landed());
    }

    @Test
    void anIncrementalLoadOfNoRowsLandsNothing() {
        LoadResult result = load(Plans.incremental(CURSOR, "5"), source());
        assertEquals(new LoadResult(List.of(), 0, 0, Optional.empty(), RowHashes.NONE), result);
    }

    @Test
    void theNextLoadDropsWhatThisOneLandedAtTheBoundary() {
        LoadResult first = load(Plans.incremental(CURSOR, "0"), source().slice(0, 100));
        assertEquals(Optional.of("99"), first.watermark());
        assertEquals(1, first.boundary().size());
        LoadResult second =
                engine.load(Plans.incremental(CURSOR, "99"), LOAD, source().slice(0, 100), store(), first.boundary());
        assertEquals(100, second.rowsRead());
        assertEquals(1, second.rowsDropped());
        assertEquals(99, second.rows());
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
        LoadResult result = load(plan, source);
        assertEquals(20_000, result.rows(), "200 MB of text went through");
        long budget = BatchSize.of(
                        plan.reading().schema(), 3, Runtime.getRuntime().maxMemory())
                .bytes();
        assertTrue(largest.get() <= budget + 2L * wide.length(), largest + " of " + budget);
        assertTrue(budget <= Runtime.getRuntime().maxMemory() / 8 / 3);
    }

    @Test
    @Timeout(300)
    void asManyRowsAsALagMayRememberFitASmallHeap() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
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

    private static FakeSource source() {
        return new FakeSource(LocalEngineTest::append);
    }

    private static void append(ColumnBatch batch, int number) {
        batch.longs(0).append(number);
        batch.bytes(1).append("row " + number);
    }

    private LoadResult load(JobPlan plan, FakeSource source) {
        return engine.load(plan, LOAD, source, store(), RowHashes.NONE);
    }

    private LandingStore store() {
        return LocalStore.open(folder.toString(), folder);
    }

    private List<String> staged() {
        return store().list("crm/_ingest/staging").stream()
                .map(LandingFile::path)
                .filter(path -> path.endsWith(".parquet"))
                .toList();
    }

    /** Rows, different names, least and greatest id. */
    private String landed() throws SQLException {
        String files = folder.toString().replace('\\', '/').replace("'", "''") + "/crm/_ingest/staging/**/*.parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT name), min(id), max(id) FROM read_parquet('" + files + "')")) {
            found.next();
            return found.getString(1) + " " + found.getString(2) + " " + found.getString(3) + " " + found.getString(4);
        }
    }

    private static Slice[] slices(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Slice(number, Optional.empty(), Optional.of("part " + number)))
                .toArray(Slice[]::new);
    }
}
