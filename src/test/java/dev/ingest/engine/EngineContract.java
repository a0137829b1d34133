package dev.ingest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.ApiKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.Reading;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Slice;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.source.FakeSource;
import dev.ingest.source.MemoryConnector;
import dev.ingest.source.MemoryDatabase;
import dev.ingest.source.MemoryTable;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine must do with the plans that it takes; one subclass an engine. */
@Timeout(60)
public abstract class EngineContract {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final Cursor CURSOR = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);
    private static final List<SourceColumn> COLUMNS =
            List.of(MemoryTable.column("id", "whole"), MemoryTable.column("region", "text"));

    @TempDir
    Path folder;

    private final MemoryDatabase database = MemoryDatabase.able();
    private final MemoryConnector connector = new MemoryConnector(database);

    protected abstract Engine engine();

    /** Rows {@code from} to {@code to}, of three regions in turn. */
    private void fill(long from, long to) {
        database.put(MemoryTable.flat(
                "orders",
                COLUMNS,
                LongStream.rangeClosed(from, to)
                        .mapToObj(id -> Map.<String, Object>of("id", id, "region", "R" + id % 3))
                        .toList()));
    }

    /** How a plan comes to be what a test wants. */
    private interface Planning {
        JobPlan plan(SourcePlans plans, SourceDescription description);
    }

    private static JobPlan full(SourcePlans plans, SourceDescription description) {
        return plans.full(description, SourcePlans.options());
    }

    private static Planning incremental(String low) {
        Window window = new Window(
                Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)),
                Optional.of(new Bound("9999", Bound.Edge.INCLUSIVE)));
        return (plans, description) ->
                plans.plan(description, SourcePlans.options(), Optional.of(CURSOR), window, Optional.empty());
    }

    private static Planning sliced(Planning planning, int slices) {
        return (plans, description) -> {
            JobPlan plan = planning.plan(plans, description);
            Reading reading = plan.reading();
            return new JobPlan(
                    plan.key(),
                    plan.name(),
                    plan.loadType(),
                    plan.primaryKey(),
                    new Reading(
                            reading.type(),
                            reading.section(),
                            reading.extraction(),
                            reading.columns(),
                            reading.cursor(),
                            reading.window(),
                            reading.order(),
                            reading.snapshot(),
                            plans.rules().slices(description, slices)),
                    plan.target());
        };
    }

    private static JobPlan divided(SourcePlans plans, SourceDescription description) {
        JobPlan plan = full(plans, description);
        Target target = plan.target();
        return new JobPlan(
                plan.key(),
                plan.name(),
                plan.loadType(),
                plan.primaryKey(),
                plan.reading(),
                new Target(
                        target.layout(),
                        target.pipeline(),
                        target.moment(),
                        target.date(),
                        target.fullMode(),
                        List.of("region"),
                        List.of("id"),
                        target.files()));
    }

    private LoadResult load(Planning planning) {
        return load(planning, folder, RowHashes.NONE);
    }

    /** Loads {@code orders} by a plan that travelled. */
    private LoadResult load(Planning planning, Path lake, RowHashes landed) {
        try (Source source = connector.session();
                LandingStore store = store(lake)) {
            SourceDescription description =
                    source.describe(SourcePlans.question(TableName.exact("orders"), Optional.empty()));
            JobPlan plan = planning.plan(new SourcePlans(ApiKind.REST, connector.rules()), description);
            JobPlan arrived = PlainJson.read(PlainJson.write(plan), JobPlan.class);

            return engine().load(taken(arrived), LOAD, source, store, landed);
        }
    }

    /** The plan; a test of one that the engine declines ends here. */
    private JobPlan taken(JobPlan plan) {
        engine().declines(plan).ifPresent(why -> {
            assertFalse(why.isBlank() || why.endsWith("."), "a clause: " + why);
            Assumptions.abort("declined, since " + why);
        });
        return plan;
    }

    @Test
    void theWholeOfATableIsDeclinedByNobody() {
        assertEquals(Optional.empty(), engine().declines(Plans.full(Slice.WHOLE)));
    }

    private static LandingStore store(Path lake) {
        return LocalStore.open(lake.toString(), lake);
    }

    private static String staged(Path lake, StagedTable table) {
        return table.files().stream()
                .map(file ->
                        lake.resolve(file.path()).toString().replace('\\', '/').replace("'", "''"))
                .map(file -> "'" + file + "'")
                .reduce((one, other) -> one + ", " + other)
                .map(files -> "read_parquet([" + files + "], union_by_name = true, hive_partitioning = false)")
                .orElseThrow();
    }

    private static List<String> ask(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", cells));
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return rows;
    }

    private List<String> rows(LoadResult result) {
        return rows(folder, result);
    }

    private static List<String> rows(Path lake, LoadResult result) {
        return ask("SELECT * FROM " + staged(lake, result.tables().get(0)) + " ORDER BY ALL");
    }

    private static List<String> expected(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> id + " R" + id % 3)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyRowOfEverySliceLandsOnce(int slices) {
        fill(1, 5_000);

        LoadResult result = load(sliced(EngineContract::full, slices));

        assertEquals(5_000, result.rowsRead());
        assertEquals(5_000, result.files().stream().mapToLong(StagedFile::rows).sum());
        assertEquals(
                List.of("5000 5000 1 5000"),
                ask("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM "
                        + staged(folder, result.tables().get(0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theSamePlanGivesTheSameRowsSchemaWatermarkAndHashes(int slices) {
        fill(1, 300);

        LoadResult whole = load(incremental("100"), folder.resolve("whole"), RowHashes.NONE);
        LoadResult again = load(sliced(incremental("100"), slices), folder.resolve("again"), RowHashes.NONE);

        assertEquals(Optional.of("300"), whole.watermark());
        assertEquals(1, whole.boundary().size());
        assertEquals(expected(100, 300), rows(folder.resolve("whole"), whole));
        assertEquals(whole.tables().get(0).landed(), again.tables().get(0).landed());
        assertEquals(whole.watermark(), again.watermark());
        assertEquals(whole.boundary(), again.boundary());
        assertEquals(
                List.of(whole.rowsRead(), whole.rowsDropped(), whole.unrepresentable()),
                List.of(again.rowsRead(), again.rowsDropped(), again.unrepresentable()));
        assertEquals(expected(100, 300), rows(folder.resolve("again"), again));
    }

    @Test
    void theNextLoadDropsWhatThisOneLandedAtTheBoundary() {
        fill(1, 100);
        LoadResult first = load(incremental("0"), folder.resolve("first"), RowHashes.NONE);
        database.insert("orders", List.of(Map.of("id", 100L, "region", "late"), Map.of("id", 101L, "region", "new")));

        LoadResult second = load(incremental("100"), folder, first.boundary());

        assertEquals(Optional.of("100"), first.watermark());
        assertEquals(List.of("100 late", "101 new"), rows(second));
        assertEquals(List.of(3L, 1L, 2L), List.of(second.rowsRead(), second.rowsDropped(), second.rows()));
        assertEquals(Optional.of("101"), second.watermark());
    }

    @Test
    void nestedDataLandsInTablesOfItsOwnAndColumnsComeOnTheWay() {
        database.put(MemoryTable.nested(
                "orders",
                COLUMNS,
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

    @Test
    void aFullLoadOfNoRowsLandsAnEmptyFileWithTheSchema() {
        database.put(MemoryTable.flat("orders", COLUMNS, List.of()));

        LoadResult result = load(EngineContract::full);

        assertEquals(1, result.files().size());
        assertEquals(0, result.rows());
        assertEquals(
                List.of("0 null"),
                ask("SELECT count(*), max(id) FROM "
                        + staged(folder, result.tables().get(0))));
    }

    @Test
    void anIncrementalLoadOfNoRowsLandsNothing() {
        fill(1, 10);

        LoadResult result = load(incremental("50"));

        assertEquals(new LoadResult(List.of(), 0, 0, Optional.empty(), RowHashes.NONE), result);
    }

    @Test
    void rowsAreDividedIntoFoldersAndSortedInEach() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long id = 300; id > 0; id--) {
            rows.add(Map.of("id", id, "region", "R" + id % 3));
        }
        database.put(MemoryTable.flat("orders", COLUMNS, rows));

        LoadResult result = load(EngineContract::divided);

        StagedTable table = result.tables().get(0);
        assertEquals(
                List.of("region=R0", "region=R1", "region=R2"),
                table.files().stream().map(StagedFile::partition).sorted().toList());
        assertEquals(expected(1, 300), rows(result));
        for (StagedFile file : table.files()) {
            List<String> ids = ask("SELECT id FROM "
                    + staged(folder, new StagedTable("one", Optional.empty(), table.landed(), List.of(file))));
            assertEquals(
                    ids.stream()
                            .map(Long::valueOf)
                            .sorted()
                            .map(Object::toString)
                            .toList(),
                    ids);
        }
    }

    private static FakeSource numbered() {
        return new FakeSource(EngineContract::append);
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

        engine().load(taken(Plans.full(slices(2))), LOAD, source, store, RowHashes.NONE);

        assertEquals(List.of(List.of()), finished);
        assertEquals(1, store.paths().size());
        assertFalse(source.wasCancelled());
    }

    @Test
    void aSliceThatFailsEndsTheLoadAndStagesNothingThatCounts() {
        JobPlan plan = taken(Plans.full(slices(2)));
        FakeSource source = numbered().slice(0, 100).slice(1, 5_000).failingAt(1_000);

        IngestException failure = assertThrows(
                IngestException.class, () -> engine().load(plan, LOAD, source, store(folder), RowHashes.NONE));

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
        JobPlan plan = taken(Plans.full(slices(2)));
        FakeSource source = numbered().slice(0, 10).slice(1, 100).blockingAt(50).failingAt(5);

        assertThrows(IngestException.class, () -> engine().load(plan, LOAD, source, store(folder), RowHashes.NONE));
        assertTrue(source.wasCancelled());
    }

    @Test
    void aStoreThatFailsCancelsTheSource() {
        MemoryLanding full = new MemoryLanding();
        full.failAfter(100_000);
        FakeSource source = numbered().slice(0, 3_000_000);

        IngestException failure = assertThrows(
                IngestException.class,
                () -> engine().load(Plans.full(Slice.WHOLE), LOAD, source, full, RowHashes.NONE));

        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(source.wasCancelled());
        assertEquals(List.of(), full.unfinished());
    }
}
