package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many new tables in one run: what is stored of their schemas grows with them, not with their square. */
class ManyTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path homes;

    private int worlds;

    private World world() {
        return new World(homes.resolve("home" + worlds++));
    }

    private static JsonNode json(World world, String path) {
        try {
            return JSON.readTree(world.lake.read(path).orElseThrow());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String newestVersion(World world) {
        return world.paths("_dlt_version").stream()
                .max(Comparator.comparing(path -> Double.parseDouble(path.split("__", -1)[1])))
                .orElseThrow();
    }

    /** The schema that dlt finds when it restores now. */
    private static JsonNode forDlt(World world) {
        try {
            return JSON.readTree(
                    json(world, newestVersion(world)).path("schema").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int tablesForDlt(World world) {
        return forDlt(world).path("tables").size() - 3;
    }

    private static long bytes(World world, List<String> paths) {
        return paths.stream()
                .mapToLong(path -> world.lake.read(path).orElseThrow().length)
                .sum();
    }

    private static List<Column> columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Column("column_" + i, ColumnType.TEXT, Nullability.NULLABLE))
                .toList();
    }

    @Test
    void takeSpaceInProportion() {
        World world = world();
        Commits committer = world.committer(world.lake, CommitListener.NONE);
        long parts = 0;
        for (int i = 1; i <= 700; i++) {
            committer.commit(world.full("t" + i, columns(5)));
            parts = Math.max(parts, bytes(world, world.paths("_ingest/schemas")));
            assertTrue(tablesForDlt(world) * 5 > i * 3, "dlt finds most of " + i);
        }
        assertTrue(parts > 0);
        committer.storeSchemas();

        assertEquals(700, tablesForDlt(world));
        assertEquals(List.of(), world.paths("_ingest/schemas"));
        List<String> versions = world.paths("_dlt_version");
        long whole = bytes(world, List.of(newestVersion(world)));
        long written = bytes(world, versions);
        assertTrue(written < 6 * whole, () -> written + " bytes for a schema of " + whole);
        Set<String> stored = new HashSet<>();
        versions.forEach(
                path -> stored.add(json(world, path).path("version_hash").asText()));
        world.paths("_dlt_loads")
                .forEach(path -> assertTrue(
                        stored.contains(
                                json(world, path).path("schema_version_hash").asText()),
                        path));

        Commits next = world.committer(world.lake, CommitListener.NONE);
        next.commit(world.full("t1", columns(5)));
        next.storeSchemas();
        assertEquals(versions, world.paths("_dlt_version"), "nothing new, nothing stored");
    }

    /** A dataset in which the last of these loads stored its table by itself. */
    private World inParts() {
        World world = world();
        Commits committer = world.committer(world.lake, CommitListener.NONE);
        for (int i = 0; world.paths("_ingest/schemas").isEmpty(); i++) {
            committer.commit(world.full("t" + i, columns(400)));
        }
        return world;
    }

    private static int columnsKnown(World world, String table) {
        return world.dataset()
                .schema(World.PIPELINE, table)
                .map(stored -> stored.schema().size())
                .orElse(0);
    }

    /** The load that follows stores the schema whole, with the same table wider; then the run stores what is left. */
    @ParameterizedTest
    @EnumSource(HookedLanding.Fault.class)
    void aFaultAtAnyOperationLosesNoTableAndNoColumn(HookedLanding.Fault fault) {
        Set<Integer> outcomes = new HashSet<>();
        boolean reached = true;
        for (int at = 0; reached; at++) {
            World world = inParts();
            String table = lastTable(world);
            StagedLoad wider = world.full(table, columns(401));
            HookedLanding store = HookedLanding.failing(world.lake, at, fault);
            try {
                Commits committer = world.committer(store, CommitListener.NONE);
                committer.commit(wider);
                committer.storeSchemas();
            } catch (IngestException | HookedLanding.Crash e) {
                assertTrue(store.operations() > at, e.toString());
            }
            reached = store.operations() > at;
            String what = fault + " at " + at;
            world.recover(world.lake);
            boolean counted = world.dataset().isMarked(World.PIPELINE, wider.load());
            int expected = counted ? 401 : 400;
            assertEquals(expected, columnsKnown(world, table), what);
            assertStoredWhole(world, table, expected, what);
            outcomes.add(expected);
        }
        assertEquals(Set.of(400, 401), outcomes);
    }

    /** What is left of a run that died is stored by the next, which may die of it too. */
    @ParameterizedTest
    @EnumSource(HookedLanding.Fault.class)
    void whatADeadRunLeftIsStoredByTheNext(HookedLanding.Fault fault) {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            World world = inParts();
            HookedLanding store = HookedLanding.failing(world.lake, at, fault);
            try {
                world.committer(store, CommitListener.NONE).storeSchemas();
            } catch (HookedLanding.Crash e) {
                assertTrue(store.operations() > at);
            }
            reached = store.operations() > at;
            world.recover(world.lake);
            assertStoredWhole(world, lastTable(world), 400, fault + " at " + at);
        }
    }

    /** A run that is paused while it stores a schema, until another has taken the dataset over, stores nothing. */
    @Test
    void aPausedRunStoresNoOlderSchemaOverANewerOne() {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            World world = inParts();
            HookedLanding store = HookedLanding.pausing(world.lake, at, () -> {
                world.recover(world.lake);
                Commits rival = world.committer(world.lake, CommitListener.NONE);
                rival.storeSchemas();
                rival.commit(world.full("rival", columns(3)));
            });
            world.committer(store, CommitListener.NONE).storeSchemas();
            reached = store.operations() > at;
            world.recover(world.lake);
            assertStoredWhole(world, reached ? "rival" : lastTable(world), reached ? 3 : 400, "paused at " + at);
        }
    }

    private static String lastTable(World world) {
        return "t" + (world.paths("_dlt_loads").size() - 1);
    }

    private static void assertStoredWhole(World world, String table, int columns, String what) {
        world.committer(world.lake, CommitListener.NONE).storeSchemas();
        assertEquals(List.of(), world.paths("_ingest/schemas"), what);
        assertEquals(List.of(), world.paths("_ingest/staging"), what);
        assertEquals(
                columns,
                forDlt(world).path("tables").path(table).path("columns").size(),
                what);
    }
}
