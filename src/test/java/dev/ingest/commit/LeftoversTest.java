package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHashes;
import dev.ingest.job.option.FullMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody asks for any more, and what ended before it counted: where it goes. */
class LeftoversTest {
    private static final String FIRST = "2026-01-26 08:00:00.123456+00:00";

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void world() {
        world = new World(home);
    }

    private CommittedLoad commit(StagedLoad load) {
        return world.committer(world.lake, CommitListener.NONE).commit(load);
    }

    @Test
    void smallFilesThatNeverTookTheirNamesGoOnceTheyAreOld() {
        world.lake.put("mydb/_ingest/new/left-by-a-crash", "x");
        world.lake.put("another/_ingest/new/left-by-a-crash", "x");
        world.clock.advance(Duration.ofMinutes(61));
        world.lake.put("mydb/_ingest/new/of-a-run-at-work", "x");
        world.recover(world.lake);
        assertEquals(2, world.paths("_ingest/new").size(), "without a lease nobody knows the store's time");
        world.lake.put("mydb/_ingest/lock/1", "{}");
        world.recover(world.lake);
        assertEquals(List.of("mydb/_ingest/new/of-a-run-at-work"), world.paths("_ingest/new"));
        assertTrue(world.lake.read("another/_ingest/new/left-by-a-crash").isPresent());
    }

    @Test
    void hashesThatNoLoadAsksForAnyMoreGo() {
        commit(world.incremental("", FIRST));
        StagedLoad staged = world.incremental(FIRST, "2026-01-27 00:00:00+00:00");
        LoadResult unhashed =
                new LoadResult(staged.result().tables(), 5, 1, staged.result().watermark(), RowHashes.NONE);
        commit(world.full(FullMode.SNAPSHOT));
        assertEquals(1, world.paths("_ingest/hashes").size(), "a FULL load between moves no watermark");
        commit(new StagedLoad(
                staged.plan(),
                staged.ticket(),
                staged.load(),
                unhashed,
                staged.names(),
                staged.cell(),
                staged.started()));
        assertEquals(List.of(), world.paths("_ingest/hashes"));
    }

    @Test
    void hashesThatACrashLeftBehindGo() {
        commit(world.incremental("", FIRST));
        StagedLoad next = world.incremental(FIRST, "2026-01-27 00:00:00+00:00");
        CommitListener crash = new CommitListener() {
            @Override
            public void before(CommitStep step) {
                if (step == CommitStep.AUDIT) {
                    throw new HookedLanding.Crash();
                }
            }
        };
        assertThrows(
                HookedLanding.Crash.class,
                () -> world.committer(world.lake, crash).commit(next));
        assertEquals(2, world.paths("_ingest/hashes").size());
        world.recover(world.lake);
        assertEquals(List.of("mydb/_ingest/hashes/orders/" + next.load()), world.paths("_ingest/hashes"));
    }

    @Test
    void anIntentThatDoesNotParseIsAbsent() {
        world.lake.put("mydb/_ingest/open/1600000000.5.json", "{\"format\":1,\"load");
        world.lake.put("mydb/_ingest/staging/1600000000.5/a.parquet", "staged");
        assertEquals(List.of(), world.recover(world.lake));
        assertTrue(world.lake.paths().isEmpty());

        world.lake.put("mydb/_ingest/open/1600000000.5.json", "{\"format\":2,\"load_id\":\"1600000000.5\"}");
        assertThrows(IngestException.class, () -> world.recover(world.lake), "a newer program's is not ours to judge");
        assertEquals(1, world.lake.paths().size());
    }
}
