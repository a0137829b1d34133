package dev.ingest.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.engine.Engine;
import dev.ingest.engine.EngineContract;
import dev.ingest.engine.Plans;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Slice;
import dev.ingest.job.StagedTable;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.source.FakeSource;
import dev.ingest.source.MemoryConnector;
import dev.ingest.source.MemoryDatabase;
import dev.ingest.source.MemoryTable;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourcePlans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract, and what is promised of rows that come to this very process. */
class LocalEngineContractTest extends EngineContract {
    private final Engine engine = new LocalEngine();
    private MemoryOrders orders;

    @Override
    protected Orders orders() {
        orders = new MemoryOrders();
        return orders;
    }

    @Override
    protected Engine engine(Path lake) {
        return new LocalEngine();
    }

    private static final class MemoryOrders implements Orders {
        private static final List<SourceColumn> COLUMNS =
                List.of(MemoryTable.column("id", "whole"), MemoryTable.column("region", "text"));

        private final MemoryDatabase database = MemoryDatabase.able();
        private final MemoryConnector connector = new MemoryConnector(database);

        private static List<Map<String, Object>> records(List<Order> rows) {
            return rows.stream()
                    .map(row -> Map.<String, Object>of("id", row.id(), "region", row.region()))
                    .toList();
        }

        @Override
        public void put(List<Order> rows) {
            database.put(MemoryTable.flat("orders", COLUMNS, records(rows)));
        }

        @Override
        public void insert(List<Order> rows) {
            database.insert("orders", records(rows));
        }

        @Override
        public SourcePlans plans() {
            return new SourcePlans(ApiKind.REST, connector.rules());
        }

        @Override
        public Source session() {
            return connector.session();
        }
    }

    @Test
    void nestedDataLandsInTablesOfItsOwnAndColumnsComeOnTheWay() {
        orders.database.put(MemoryTable.nested(
                "orders",
                MemoryOrders.COLUMNS,
                List.of(
                        Map.of("id", 1L, "region", "R1", "items", List.of(Map.of("sku", "a"), Map.of("sku", "b"))),
                        Map.of("id", 2L, "region", "R2", "note", "late", "items", List.of(Map.of("sku", "c"))))));

        LoadResult result = load(EngineContract::full);

        StagedTable own = result.tables().get(0);
        StagedTable items = result.tables().get(1);
        assertEquals(
                List.of("id", "region", "note"),
                own.landed().columns().stream().map(Column::name).toList());
        assertEquals(List.of("1 R1 null", "2 R2 late"), rows(result));
        assertEquals(own.name() + "__items", items.name());
        assertEquals(Optional.of(own.name()), items.parent());
        assertEquals(new Schema(List.of(new Column("sku", ColumnType.TEXT, Nullability.NULLABLE))), items.landed());
        assertEquals(List.of("a", "b", "c"), ask("SELECT sku FROM " + staged(folder, items) + " ORDER BY sku"));
        assertEquals(2, result.rowsRead());
    }

    private static FakeSource numbered() {
        return new FakeSource(LocalEngineContractTest::append);
    }

    private static void append(ColumnBatch batch, int number) {
        batch.longs(0).append(number);
        batch.bytes(1).append("row " + number);
    }

    private static Slice[] slices(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Slice(number, Optional.empty(), Optional.of("part " + number)))
                .toArray(Slice[]::new);
    }

    /** A store may take minutes over the last file; nobody waits for the source meanwhile. */
    @Test
    void theSourceIsReleasedOnceWithItsLastRowBeforeTheFilesAreFinished() {
        MemoryLanding store = new MemoryLanding();
        List<List<String>> finished = new ArrayList<>();
        FakeSource source = numbered().slice(0, 10).slice(1, 2_000).onRelease(() -> finished.add(store.paths()));

        engine.load(Plans.full(slices(2)), LOAD, source, store, RowHashes.NONE);

        assertEquals(List.of(List.of()), finished);
        assertEquals(1, store.paths().size());
        assertFalse(source.wasCancelled());
    }

    @Test
    void aSliceThatFailsEndsTheLoadAndStagesNothingThatCounts() {
        JobPlan plan = Plans.full(slices(2));
        FakeSource source = numbered().slice(0, 100).slice(1, 5_000).failingAt(1_000);

        IngestException failure = assertThrows(
                IngestException.class, () -> engine.load(plan, LOAD, source, store(folder), RowHashes.NONE));

        assertEquals(FailureKind.READ, failure.kind());
        assertEquals("Cannot read row 1000: the test says so.", failure.getMessage());
        assertTrue(source.wasCancelled());
        assertEquals(
                List.of(),
                store(folder).list("crm").stream()
                        .map(LandingFile::path)
                        .filter(path -> path.endsWith(".parquet"))
                        .toList(),
                "an unfinished file never appears");
    }

    @Test
    void aSliceThatWaitsIsWokenWhenAnotherFails() {
        JobPlan plan = Plans.full(slices(2));
        FakeSource source = numbered().slice(0, 10).slice(1, 100).blockingAt(50).failingAt(5);

        assertThrows(IngestException.class, () -> engine.load(plan, LOAD, source, store(folder), RowHashes.NONE));
        assertTrue(source.wasCancelled());
    }

    @Test
    void aStoreThatFailsCancelsTheSource() {
        MemoryLanding full = new MemoryLanding();
        full.failAfter(100_000);
        FakeSource source = numbered().slice(0, 3_000_000);

        IngestException failure = assertThrows(
                IngestException.class, () -> engine.load(Plans.full(Slice.WHOLE), LOAD, source, full, RowHashes.NONE));

        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(source.wasCancelled());
        assertEquals(List.of(), full.unfinished());
    }
}
