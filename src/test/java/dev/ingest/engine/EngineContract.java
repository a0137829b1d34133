package dev.ingest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.local.LocalStore;
import dev.ingest.source.Source;
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
import java.util.Optional;
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
    protected static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final Cursor REPEATED = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);
    private static final Cursor UNIQUE = new Cursor("id", "id", CursorType.INTEGER, 0, Cursor.Uniqueness.UNIQUE);

    @TempDir
    protected Path folder;

    private final Orders orders = orders();

    /** The table {@code orders} of a source that the engine reads, with an {@code id} and a {@code region}. */
    protected interface Orders {
        /** These rows and no others. */
        void put(List<Order> rows);

        void insert(List<Order> rows);

        SourcePlans plans();

        Source session();
    }

    /** A row. */
    public record Order(long id, String region) {}

    protected abstract Orders orders();

    /** The engine, for a lake in a folder. */
    protected abstract Engine engine(Path lake);

    /** Rows {@code from} to {@code to}, of three regions in turn. */
    private void fill(long from, long to) {
        orders.put(LongStream.rangeClosed(from, to)
                .mapToObj(id -> new Order(id, "R" + id % 3))
                .toList());
    }

    /** How a plan comes to be what a test wants. */
    protected interface Planning {
        JobPlan plan(SourcePlans plans, SourceDescription description);
    }

    protected static JobPlan full(SourcePlans plans, SourceDescription description) {
        return plans.full(description, SourcePlans.options());
    }

    private static Planning incremental(Cursor cursor, String low) {
        Window window = new Window(
                Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)),
                Optional.of(new Bound("9999", Bound.Edge.INCLUSIVE)));
        return (plans, description) ->
                plans.plan(description, SourcePlans.options(), Optional.of(cursor), window, Optional.empty());
    }

    private static Planning sliced(Planning planning, int slices) {
        return (plans, description) ->
                planning.plan(plans, description).in(plans.rules().slices(description, slices));
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

    protected LoadResult load(Planning planning) {
        return load(planning, folder, RowHashes.NONE);
    }

    /** Loads {@code orders} by a plan that travelled. */
    private LoadResult load(Planning planning, Path lake, RowHashes landed) {
        return load(engine(lake), orders, planning, lake, landed);
    }

    /** The whole of {@code orders} by {@code engine}. */
    protected final LoadResult loadWith(Engine engine, Orders whole) {
        return load(engine, whole, EngineContract::full, folder, RowHashes.NONE);
    }

    private static LoadResult load(Engine engine, Orders orders, Planning planning, Path lake, RowHashes landed) {
        try (Source source = orders.session();
                LandingStore store = store(lake)) {
            SourceDescription description =
                    source.describe(SourcePlans.question(TableName.exact("orders"), Optional.empty()));
            JobPlan plan = planning.plan(orders.plans(), description);
            JobPlan arrived = PlainJson.read(PlainJson.write(plan), JobPlan.class);

            return engine.load(taken(engine, arrived), LOAD, source, store, landed);
        }
    }

    /** The plan; a test of one that the engine declines ends here. */
    protected static JobPlan taken(Engine engine, JobPlan plan) {
        engine.declines(plan).ifPresent(why -> {
            assertFalse(why.isBlank() || why.endsWith("."), "a clause: " + why);
            Assumptions.abort("declined, since " + why);
        });
        return plan;
    }

    @Test
    void theWholeOfATableIsDeclinedByNobody() {
        fill(1, 1);

        assertEquals(List.of("1 R1"), rows(load((plans, description) -> {
            JobPlan plan = full(plans, description);
            assertEquals(Optional.empty(), engine(folder).declines(plan));
            return plan;
        })));
    }

    protected static LandingStore store(Path lake) {
        return LocalStore.open(lake.toString(), lake);
    }

    protected static String staged(Path lake, StagedTable table) {
        return table.files().stream()
                .map(file ->
                        lake.resolve(file.path()).toString().replace('\\', '/').replace("'", "''"))
                .map(file -> "'" + file + "'")
                .reduce((one, other) -> one + ", " + other)
                .map(files -> "read_parquet([" + files + "], union_by_name = true, hive_partitioning = false)")
                .orElseThrow();
    }

    protected static List<String> ask(String query) {
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

    protected List<String> rows(LoadResult result) {
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

        LoadResult whole = load(incremental(REPEATED, "100"), folder.resolve("whole"), RowHashes.NONE);
        LoadResult again = load(sliced(incremental(REPEATED, "100"), slices), folder.resolve("again"), RowHashes.NONE);

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

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aUniqueCursorGivesTheSameRowsSchemaAndWatermark(int slices) {
        fill(1, 5_000);

        LoadResult result = load(sliced(incremental(UNIQUE, "4900"), slices));

        assertEquals(Optional.of("5000"), result.watermark());
        assertEquals(RowHashes.NONE, result.boundary());
        assertEquals(expected(4_900, 5_000), rows(result));
        assertEquals(List.of(101L, 0L, 101L), List.of(result.rowsRead(), result.rowsDropped(), result.rows()));
    }

    @Test
    void theNextLoadDropsWhatThisOneLandedAtTheBoundary() {
        fill(1, 100);
        LoadResult first = load(incremental(REPEATED, "0"), folder.resolve("first"), RowHashes.NONE);
        orders.insert(List.of(new Order(100, "late"), new Order(101, "new")));

        LoadResult second = load(incremental(REPEATED, "100"), folder, first.boundary());

        assertEquals(Optional.of("100"), first.watermark());
        assertEquals(List.of("100 late", "101 new"), rows(second));
        assertEquals(List.of(3L, 1L, 2L), List.of(second.rowsRead(), second.rowsDropped(), second.rows()));
        assertEquals(Optional.of("101"), second.watermark());
    }

    @Test
    void aFullLoadOfNoRowsLandsAnEmptyFileWithTheSchema() {
        orders.put(List.of());

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

        LoadResult result = load(incremental(UNIQUE, "50"));

        assertEquals(new LoadResult(List.of(), 0, 0, Optional.empty(), RowHashes.NONE), result);
    }

    @Test
    void rowsAreDividedIntoFoldersAndSortedInEach() {
        orders.put(LongStream.iterate(300, id -> id > 0, id -> id - 1)
                .mapToObj(id -> new Order(id, "R" + id % 3))
                .toList());

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
}
