package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.DatasetTree;
import dev.ingest.commit.state.Manifest;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.job.RowHashes;
import dev.ingest.job.cursor.Watermark;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lake itself tells of the loads before. */
class StoredLoadsTest {
    private static final DatasetTree TREE = new DatasetTree(World.DATASET);

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void open() {
        world = new World(home);
    }

    @Test
    void aMarkerAloneTellsOfTheNewestLoad() {
        world.lake.put("mydb/_dlt_loads/an__older__name__1600000000.5.jsonl", "{}");
        assertEquals(Optional.of(new LoadId("1600000000.5")), world.dataset().newestLoad());
    }

    @Test
    void aLoadWhoseIntentIsStillOpenCountsByItsMarker() {
        LoadId load = commit("2026-01-27 09:00:00+00:00").load();
        byte[] manifest = world.lake.read(TREE.manifest(load)).orElseThrow();
        world.lake.delete(TREE.manifest(load));
        world.lake.createNew(TREE.intent(load), manifest);
        assertEquals(Optional.of(load), last().map(Manifest::load));

        world.lake.delete(TREE.marker(World.PIPELINE, load));
        assertEquals(Optional.empty(), last());
    }

    @Test
    void aMarkerThatNamesAnotherLoadMakesNoneCount() {
        LoadId load = commit("2026-01-27 09:00:00+00:00").load();
        assertTrue(world.dataset().isMarked(World.PIPELINE, load));
        LoadId other = new LoadId("1600000000.5");
        byte[] marker = world.lake.read(TREE.marker(World.PIPELINE, load)).orElseThrow();
        world.lake.createNew(TREE.marker(World.PIPELINE, other), marker);
        assertFalse(world.dataset().isMarked(World.PIPELINE, other));
    }

    @Test
    void whoRemembersNothingSeesTheNewestLoadEachTime() {
        DatasetState dataset = world.dataset();
        LoadId first = commit("2026-01-27 09:00:00+00:00").load();
        assertEquals(Optional.of(first), dataset.newestLoad());
        LoadId second = commit("2026-01-27 10:00:00+00:00").load();
        assertEquals(Optional.of(second), dataset.newestLoad());
    }

    @Test
    void whatWasReadIsForgottenWhenTheLakeMayHaveChanged() {
        commit("2026-01-27 09:00:00+00:00");
        DatasetState held = DatasetState.held(world.lake, World.DATASET, Set.of());
        Optional<LoadId> before = held.lastNamed(World.PIPELINE, "orders");
        assertEquals(Optional.empty(), held.schema(World.PIPELINE, "items"));
        assertEquals(before, held.newestLoad());

        LoadId next = commit("2026-01-27 10:00:00+00:00").load();
        world.committer(Set.of()).commit(world.full("items", World.columns()));
        held.forget();
        assertEquals(Optional.of(next), held.lastNamed(World.PIPELINE, "orders"));
        assertTrue(held.schema(World.PIPELINE, "items").isPresent());
        assertTrue(held.newestLoad().orElseThrow().compareTo(next) > 0);
    }

    @Test
    void onlyOurOwnWatermarkOfTheSameColumnHasRowsToRecognise() {
        String reached = "2026-01-27 09:00:00+00:00";
        commit(reached);
        JobWatermarks watermarks = new JobWatermarks(world.dataset(), world.journal);
        for (Watermark.Origin origin : Watermark.Origin.values()) {
            int ours = origin == Watermark.Origin.COMMITTED ? 1 : 0;
            Optional<Watermark> mark = Optional.of(new Watermark(reached, origin));
            Optional<Manifest> last = watermarks.last(World.KEY, World.PIPELINE, "updated_at", mark);
            assertEquals(
                    ours,
                    last.map(world.dataset()::hashes).orElse(RowHashes.NONE).size(),
                    "set by " + origin);
            Optional<Manifest> another = watermarks.last(World.KEY, World.PIPELINE, "id", mark);
            assertEquals(Optional.empty(), another, "of another column");
        }
    }

    @Test
    void rowHashesThatAreMissingAreRefused() {
        commit("2026-01-27 09:00:00+00:00");
        Manifest last = last().orElseThrow();
        assertEquals(1, world.dataset().hashes(last).size());
        world.lake.delete(last.metadata().hashes().orElseThrow());
        assertThrows(IngestException.class, () -> world.dataset().hashes(last));
    }

    private Optional<Manifest> last() {
        return world.dataset().lastLoad(World.PIPELINE, "orders");
    }

    private CommittedLoad commit(String watermark) {
        return world.committer(Set.of()).commit(world.incremental("", watermark));
    }
}
