package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.job.option.FullMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends a commit, wherever it ends: after recovery the load is there whole or not at all, and all agree. */
class CommitCrashTest {
    private static final String FIRST = "2026-01-26 08:00:00.123456+00:00";
    private static final String SECOND = "2026-01-27 10:44:12.584+00:00";

    @TempDir
    Path homes;

    private int runs;

    /** A world in which one load of the job counts; old files stand in the day's folder. */
    private World world() {
        World world = new World(homes.resolve("home" + runs++));
        world.committer(world.lake, CommitListener.NONE).commit(world.incremental("", FIRST));
        world.cells().flush();
        world.lake.put("mydb/orders/2026/01/26/1600000000.5.aaaaaaaaaa.parquet", "yesterday");
        return world;
    }

    private static StagedLoad second(World world, String kind) {
        return switch (kind) {
            case "incremental" -> world.incremental(FIRST, SECOND);
            case "snapshot" -> world.full(FullMode.SNAPSHOT);
            case "replace" -> world.full(FullMode.REPLACE);
            default -> world.incremental("", SECOND);
        };
    }

    @ParameterizedTest
    @EnumSource(HookedLanding.Fault.class)
    void aFaultAtAnyOperationLeavesAllOrNothing(HookedLanding.Fault fault) {
        for (String kind : List.of("incremental", "snapshot", "replace", "from the start")) {
            boolean reached = true;
            Set<Boolean> outcomes = new HashSet<>();
            for (int at = 0; reached; at++) {
                World world = world();
                StagedLoad load = second(world, kind);
                HookedLanding store = HookedLanding.failing(world.lake, at, fault);
                Optional<Boolean> returned = commit(world.committer(store, CommitListener.NONE), load);
                reached = store.operations() > at;
                world.recover(world.lake);
                boolean counted = check(world, load, fault + " at " + at + " of " + kind);
                returned.ifPresent(whether -> assertEquals(whether, counted, "what commit said of " + kind));
                outcomes.add(counted);
            }
            assertEquals(2, outcomes.size(), "some counted and some did not");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incremental", "snapshot"})
    void aCrashInRecoveryIsRecovered(String kind) {
        boolean commitReached = true;
        for (int at = 0; commitReached; at++) {
            boolean recoveryReached = true;
            for (int again = 0; recoveryReached; again++) {
                World world = world();
                StagedLoad load = second(world, kind);
                HookedLanding store = HookedLanding.failing(world.lake, at, HookedLanding.Fault.CRASH_AFTER);
                commit(world.committer(store, CommitListener.NONE), load);
                commitReached = store.operations() > at;
                HookedLanding recovering = HookedLanding.failing(world.lake, again, HookedLanding.Fault.CRASH_BEFORE);
                try {
                    world.recover(recovering);
                } catch (HookedLanding.Crash e) {
                    assertTrue(recovering.operations() > again);
                }
                recoveryReached = recovering.operations() > again;
                world.recover(world.lake);
                check(world, load, "commit " + at + ", recovery " + again);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CommitStep.class)
    void aCrashBetweenStepsIsRecovered(CommitStep step) {
        for (boolean before : List.of(true, false)) {
            World world = world();
            StagedLoad load = second(world, "snapshot");
            commit(world.committer(world.lake, crash(step, before)), load);
            world.recover(world.lake);
            boolean counted = check(world, load, step.name());
            boolean marked = before ? step.compareTo(CommitStep.MARKER) > 0 : step.compareTo(CommitStep.MARKER) >= 0;
            assertEquals(marked, counted, "counts from the marker on: " + step);
        }
    }

    /** Two loads of a job that end in one second have the same line; the second's may not be the one that a crash kept away. */
    @ParameterizedTest
    @EnumSource(CommitStep.class)
    void eachOfTwoLoadsInOneSecondHasItsLine(CommitStep step) {
        for (boolean before : List.of(true, false)) {
            World world = new World(homes.resolve("home" + runs++));
            StagedLoad first = world.full(FullMode.SNAPSHOT);
            StagedLoad second = world.full(FullMode.SNAPSHOT);
            world.committer(world.lake, CommitListener.NONE).commit(first);
            commit(world.committer(world.lake, crash(step, before)), second);
            world.recover(world.lake);
            world.recover(world.lake);

            boolean counted = world.dataset().counted(second.load()).isPresent();
            assertEquals(counted ? 2 : 1, world.auditLines("SUCCESS").count(), (before ? "before " : "after ") + step);
        }
    }

    private static CommitListener crash(CommitStep step, boolean before) {
        return new CommitListener() {
            @Override
            public void before(CommitStep now) {
                if (before && now == step) {
                    throw new HookedLanding.Crash();
                }
            }

            @Override
            public void after(CommitStep now) {
                if (!before && now == step) {
                    throw new HookedLanding.Crash();
                }
            }
        };
    }

    /** A holder that was paused at any operation while another run recovered the dataset never commits half a load. */
    @Test
    void aPausedHolderNeverCommitsWhatWasTakenBack() {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            World world = world();
            StagedLoad load = second(world, "incremental");
            HookedLanding store = HookedLanding.pausing(world.lake, at, () -> world.recover(world.lake));
            Optional<Boolean> returned = commit(world.committer(store, CommitListener.NONE), load);
            reached = store.operations() > at;
            world.recover(world.lake);
            boolean counted = check(world, load, "paused at " + at);
            assertEquals(returned.orElseThrow(), counted, "paused at " + at);
        }
    }

    /** A holder that is paused at any operation, while another run's recovery comes as far as any of its own. */
    @Test
    void aHolderThatWakesInTheMidstOfARecoveryCommitsAllOrNothing() throws InterruptedException {
        boolean holderReached = true;
        for (int at = 0; holderReached; at++) {
            boolean recoveryReached = true;
            for (int until = 0; recoveryReached; until++) {
                World world = world();
                StagedLoad load = second(world, "incremental");
                PausedRecovery recovery = new PausedRecovery(world, until);
                HookedLanding store = HookedLanding.pausing(world.lake, at, recovery::startAndAwaitPause);
                Optional<Boolean> returned = commit(world.committer(store, CommitListener.NONE), load);
                holderReached = store.operations() > at;
                recoveryReached = recovery.finish();
                world.recover(world.lake);
                String what = "holder at " + at + ", recovery at " + until;
                assertEquals(returned.orElseThrow(), check(world, load, what), what);
            }
        }
    }

    /** A recovery in a thread of its own that stops before one of its operations until told to go on. */
    private static final class PausedRecovery {
        private final CountDownLatch paused = new CountDownLatch(1);
        private final CountDownLatch resumed = new CountDownLatch(1);
        private final int until;
        private final HookedLanding store;
        private final Thread thread;

        PausedRecovery(World world, int until) {
            this.until = until;
            this.store = HookedLanding.pausing(world.lake, until, this::pause);
            this.thread = new Thread(() -> {
                try {
                    world.recover(store);
                } finally {
                    paused.countDown();
                }
            });
        }

        private void pause() {
            paused.countDown();
            await(resumed);
        }

        void startAndAwaitPause() {
            thread.start();
            await(paused);
        }

        /** Lets the recovery end; false when it had no operation to pause at. */
        boolean finish() throws InterruptedException {
            resumed.countDown();
            thread.join();
            return store.operations() > until;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aRunGoesOnAfterAStoreThatWasGone() {
        World world = world();
        StagedLoad lost = second(world, "incremental");
        HookedLanding store = HookedLanding.failing(world.lake, 16, HookedLanding.Fault.GONE);
        Commits committer = world.committer(store, CommitListener.NONE);
        assertEquals(Optional.of(false), commit(committer, lost));
        assertEquals(
                2,
                world.paths("_ingest/open").size() + world.paths("_dlt_loads").size(),
                "nothing was taken back");

        store.revive();
        StagedLoad next = second(world, "incremental");
        assertEquals(Optional.of(true), commit(committer, next));

        assertEquals(1, world.auditLines("INTERRUPTED").count());
        assertEquals(List.of(), world.paths("_ingest/open"));
        List<Manifest> finished = world.dataset().finishedLoads().toList();
        assertEquals(next.load(), finished.get(0).load());
        assertEquals(2, finished.size());
        assertEquals(5, world.dataFiles().size(), "two files a load that counts, and the old one");
    }

    /** True: returned; false: refused; empty: the process ended. */
    private static Optional<Boolean> commit(Commits committer, StagedLoad load) {
        try {
            committer.commit(load);
            return Optional.of(true);
        } catch (IngestException e) {
            return Optional.of(false);
        } catch (HookedLanding.Crash e) {
            return Optional.empty();
        }
    }

    /** Checks that all agree on whether the load counts, and returns it. */
    private static boolean check(World world, StagedLoad load, String what) {
        boolean counted = world.lake.paths().contains(world.dataset().tree().marker(World.PIPELINE, load.load()));
        List<Manifest> manifests = world.dataset().finishedLoads().toList();
        assertEquals(counted ? 2 : 1, manifests.size(), what);
        assertEquals(manifests.size(), world.paths("_dlt_loads").size(), what);
        assertEquals(List.of(), world.paths("_ingest/open"), what);
        assertEquals(List.of(), world.paths("_ingest/staging"), what);
        assertEquals(expectedData(load, manifests), new TreeSet<>(world.dataFiles()), what);
        assertEquals(
                files(manifests, manifest -> manifest.metadata().state()), world.paths("_dlt_pipeline_state"), what);
        assertEquals(files(manifests, manifest -> manifest.metadata().version()), world.paths("_dlt_version"), what);
        checkWatermark(world, load, counted, what);
        checkAudit(world, counted, what);
        return counted;
    }

    private static Set<String> expectedData(StagedLoad load, List<Manifest> manifests) {
        Set<String> expected = new TreeSet<>();
        expected.add("mydb/orders/2026/01/26/1600000000.5.aaaaaaaaaa.parquet");
        manifests.forEach(
                manifest -> manifest.files().stream().map(LandedFile::path).forEach(expected::add));
        manifests.stream()
                .filter(manifest -> manifest.load().equals(load.load()))
                .forEach(manifest -> expected.removeAll(manifest.replaced()));
        return expected;
    }

    private static List<String> files(
            List<Manifest> manifests, java.util.function.Function<Manifest, Optional<String>> file) {
        List<String> files = new ArrayList<>();
        manifests.forEach(manifest -> file.apply(manifest).ifPresent(files::add));
        return files.stream().sorted().toList();
    }

    private static void checkWatermark(World world, StagedLoad load, boolean counted, String what) {
        boolean moved = counted && load.result().watermark().isPresent();
        String expected = moved ? SECOND : FIRST;
        Manifest last = world.dataset().lastLoad(World.PIPELINE, "orders").orElseThrow();
        assertEquals(expected, last.progress().orElseThrow().watermark(), what);
        assertEquals(1, world.dataset().hashes(last).size(), what);
        world.cells().flush();
        assertEquals(
                expected, world.workbook.read(Set.of(World.KEY)).get(World.KEY).text(), what);
        assertEquals(List.of(), world.journal.entries(), what);
        LoadId newest = world.dataset().newestLoad().orElseThrow();
        assertTrue(newest.compareTo(load.load()) <= 0, what);
    }

    private static void checkAudit(World world, boolean counted, String what) {
        assertEquals(counted ? 2 : 1, world.auditLines("SUCCESS").count(), what);
        assertTrue(world.auditLines("INTERRUPTED").count() <= (counted ? 0 : 1), what);
    }
}
