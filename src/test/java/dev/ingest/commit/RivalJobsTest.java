package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.StagingTicket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two jobs of one dataset in one run: both are staged before either is committed. */
class RivalJobsTest {
    @TempDir
    Path home;

    private int worlds;

    private World world() {
        return new World(home.resolve(Integer.toString(worlds++)));
    }

    private static CommittedLoad commit(
            Committer committer, StagingTicket ticket, Function<LoadId, StagedLoad> staged) {
        return committer.commit(ticket, staged, CommitListener.NONE);
    }

    @Test
    void loadsAreNumberedInTheOrderOfTheirCommits() {
        World world = world();
        Committer committer = world.committer(Set.of()).committer();
        StagingTicket first = committer.ticket(LoadIdColumn.ABSENT);
        StagingTicket second = committer.ticket(LoadIdColumn.ABSENT);
        Function<LoadId, StagedLoad> orders = world.staged(first, "orders");
        LoadId later =
                commit(committer, second, world.staged(second, "orders2")).load();
        LoadId last = commit(committer, first, orders).load();

        assertTrue(later.compareTo(last) < 0, later + " was committed before " + last);
        assertEquals(
                List.of(last, later),
                world.dataset().finishedLoads().map(Manifest::load).toList());
        assertInOrder(world, "at the end");
    }

    @Test
    void aLoadWhoseRowsCarryItsIdentifierHasItBeforeTheFirst() {
        World world = world();
        Committer committer = world.committer(Set.of()).committer();
        StagingTicket ticket = committer.ticket(LoadIdColumn.ADDED);
        CommittedLoad done = commit(committer, ticket, world.staged(ticket, "orders"));
        assertEquals(ticket.load().orElseThrow(), done.load());
    }

    @Test
    void loadsOfTwoThreadsAreCommittedInTurn() {
        World world = world();
        List<String> marked = new ArrayList<>();
        Committer committer = world.committer(Set.of()).committer();
        CommitListener listener = new CommitListener() {
            @Override
            public void after(CommitStep step) {
                if (step == CommitStep.MARKER) {
                    Set<String> there = new TreeSet<>(world.paths("_dlt_loads"));
                    there.removeAll(new HashSet<>(marked));
                    marked.addAll(there);
                }
            }
        };
        CompletableFuture.allOf(Stream.of("orders", "orders2")
                        .map(table -> CompletableFuture.runAsync(() -> {
                            for (int load = 0; load < 20; load++) {
                                StagingTicket ticket = committer.ticket(LoadIdColumn.ABSENT);
                                committer.commit(ticket, world.staged(ticket, table), listener);
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertEquals(40, marked.size());
        assertEquals(marked.stream().sorted().toList(), marked, "the order of commits is that of identifiers");
        assertInOrder(world, "at the end");
        assertEquals(
                2,
                world.dataFiles().stream()
                        .filter(path -> path.contains("/orders2/"))
                        .count());
        for (String table : List.of("orders", "orders2")) {
            assertTrue(world.dataset().schema(World.PIPELINE, table).isPresent(), table + " is in the schema");
            assertTrue(world.dataset().lastNamed(World.PIPELINE, table).isPresent(), table + " is in the state");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HookedLanding.Fault.class,
            names = {"REFUSED", "ANSWER_LOST", "GONE"})
    void whatOneJobLeavesUnsettledCostsTheOtherNothing(HookedLanding.Fault fault) {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            String what = fault + " at " + at;
            World world = world();
            HookedLanding store = HookedLanding.failing(world.lake, at, fault);
            Committer committer = world.committer(store, CommitListener.NONE).committer();
            StagingTicket first = committer.ticket(LoadIdColumn.ABSENT);
            StagingTicket second = committer.ticket(LoadIdColumn.ABSENT);
            Function<LoadId, StagedLoad> orders = world.staged(first, "orders");
            Function<LoadId, StagedLoad> others = world.staged(second, "orders2");
            world.lake.put("mydb/_ingest/staging/t0123456789abcdef/dead.parquet", "of a run that died");
            try {
                commit(committer, first, orders);
            } catch (IngestException e) {
                assertFalse(e.getMessage().isEmpty());
            }
            reached = store.operations() > at;
            if (!reached) {
                continue;
            }
            store.revive();
            commit(committer, second, others);
            assertEquals(
                    2,
                    world.dataFiles().stream()
                            .filter(path -> path.contains("/orders2/"))
                            .count(),
                    what);
            world.recover(world.lake);
            assertInOrder(world, what);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HookedLanding.Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aRunThatDiesWithTwoJobsUnderWayLosesNothing(HookedLanding.Fault death) {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            World world = world();
            HookedLanding store = HookedLanding.failing(world.lake, at, death);
            Committer committer = world.committer(store, CommitListener.NONE).committer();
            StagingTicket first = committer.ticket(LoadIdColumn.ABSENT);
            StagingTicket second = committer.ticket(LoadIdColumn.ABSENT);
            Function<LoadId, StagedLoad> orders = world.staged(first, "orders");
            Function<LoadId, StagedLoad> others = world.staged(second, "orders2");
            try {
                commit(committer, second, others);
                commit(committer, first, orders);
            } catch (HookedLanding.Crash e) {
                assertTrue(store.operations() > at);
            }
            reached = store.operations() > at;
            world.recover(world.lake);
            assertInOrder(world, death + " at " + at);
        }
    }

    /** Nothing is staged or open, and the data is what loads that count say. */
    private static void assertInOrder(World world, String what) {
        assertEquals(List.of(), world.paths("_ingest/staging"), what);
        assertEquals(List.of(), world.paths("_ingest/open"), what);
        List<Manifest> loads = world.dataset().finishedLoads().toList();
        assertEquals(loads.size(), world.paths("_dlt_loads").size(), what);
        Set<String> replaced = new HashSet<>();
        loads.forEach(load -> replaced.addAll(load.replaced()));
        Set<String> expected = new TreeSet<>();
        loads.forEach(load -> load.files().stream().map(LandedFile::path).forEach(expected::add));
        expected.removeAll(replaced);
        assertEquals(expected, new TreeSet<>(world.dataFiles()), what);
    }
}
