package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A run is paused at each of its operations in turn, another takes its lease over and commits, then the first goes on.
 * Whatever the first does, no row lands twice and none is lost.
 */
class RivalRunsTest {
    /** Where two things happen, the second comes at every so many-th operation; 1 takes minutes and was seen to hold. */
    private static final int STRIDE = Integer.getInteger("ingest.stride", 37);

    @TempDir
    Path folder;

    private final List<String> wrong = new ArrayList<>();
    private int worlds;

    /** What the paused process finds when it goes on. */
    enum Waking {
        /** The renewal of its lease comes first, as its thread was overdue. */
        RENEWS,
        /** Its next operation comes first. */
        GOES_ON
    }

    /** What the clock of the paused machine did. */
    enum OwnClock {
        RAN,
        /** The machine itself was suspended, and its clock with it. */
        STOOD
    }

    /** How the store of the paused run renames. */
    enum Renaming {
        AT_ONCE,
        /** As accounts without a hierarchical namespace do. */
        BY_COPY
    }

    private RivalRuns world() {
        return begun(new RivalRuns(folder.resolve("world" + worlds++)));
    }

    private RivalRuns worldOfTwoJobs() {
        List<JobKey> keys = List.of(World.KEY, new JobKey(World.DATASET, "parcels"));
        return begun(new RivalRuns(folder.resolve("world" + worlds++), keys));
    }

    private static RivalRuns begun(RivalRuns world) {
        world.run("first").execute();
        world.timePasses();
        return world;
    }

    @ParameterizedTest
    @CsvSource({
        "RENEWS, RAN, AT_ONCE",
        "RENEWS, STOOD, AT_ONCE",
        "GOES_ON, RAN, AT_ONCE",
        "GOES_ON, STOOD, AT_ONCE",
        "RENEWS, STOOD, BY_COPY",
        "GOES_ON, STOOD, BY_COPY"
    })
    void aPausedRunAndOneThatTookItsPlace(Waking waking, OwnClock time, Renaming renaming) {
        Explored explored = new Explored();
        for (int at = 0; explored.goesOn(); at++) {
            RivalRuns world = world();
            Paused paused = new Paused(world, time, renaming);
            RivalRuns.Run rival = world.run("b");
            paused.at(at, () -> {
                world.timePasses();
                rival.execute();
                paused.wakes(waking);
            });
            paused.run.execute();
            explored.reached(paused.store.operations() > at);
            String what = "paused at " + at;
            if (explored.goesOn()) {
                assertLanded(rival, what);
            }
            assertHonest(paused.run, what);
            assertInOrder(world, what);
        }
    }

    /** Both jobs of a run are staged when it loses its lease, or one has landed by then. */
    @ParameterizedTest
    @EnumSource(Waking.class)
    void aPausedRunOfTwoJobsAndOneThatTookItsPlace(Waking waking) {
        Explored explored = new Explored();
        for (int at = 0; explored.goesOn(); at++) {
            RivalRuns world = worldOfTwoJobs();
            Paused paused = new Paused(world, OwnClock.STOOD, Renaming.AT_ONCE);
            RivalRuns.Run rival = world.run("b");
            paused.at(at, () -> {
                world.timePasses();
                rival.execute();
                paused.wakes(waking);
            });
            paused.run.execute();
            explored.reached(paused.store.operations() > at);
            String what = "paused at " + at;
            if (explored.goesOn()) {
                assertLanded(rival, what);
            }
            assertHonest(paused.run, what);
            assertInOrder(world, what);
        }
    }

    /** Lease numbers begin anew when a lease was given back: the third run may have the paused one's number. */
    @ParameterizedTest
    @EnumSource(Waking.class)
    void aPausedRunAndOneThatTookItsPlaceAndOneThatIsAtWork(Waking waking) {
        Explored explored = new Explored();
        for (int at = 0; explored.goesOn(); at++) {
            RivalRuns world = world();
            Paused paused = new Paused(world, OwnClock.STOOD, Renaming.AT_ONCE);
            RivalRuns.Run atWork = world.run("c");
            paused.at(at, () -> {
                world.timePasses();
                world.run("b").execute();
                world.timePasses();
                atWork.begin();
                paused.wakes(waking);
            });
            paused.run.execute();
            explored.reached(paused.store.operations() > at);
            String what = "paused at " + at;
            atWork.end();
            assertHonest(paused.run, what);
            assertHonest(atWork, what);
            assertInOrder(world, what);
        }
    }

    @ParameterizedTest
    @EnumSource(Waking.class)
    void aRunThatIsPausedTwice(Waking waking) {
        Explored first = new Explored();
        for (int at = 0; first.goesOn(); at++) {
            Explored second = new Explored();
            for (int again = at + 1 + at % STRIDE; second.goesOn(); again += STRIDE) {
                RivalRuns world = world();
                Paused paused = new Paused(world, OwnClock.STOOD, Renaming.AT_ONCE);
                paused.at(at, () -> {
                    world.timePasses();
                    world.run("b").execute();
                    paused.wakes(waking);
                });
                HookedLanding inner = paused.store;
                paused.at(again, () -> {
                    world.timePasses();
                    world.run("c").execute();
                    paused.wakes(waking);
                });
                paused.run.execute();
                first.reached(inner.operations() > at);
                second.reached(paused.store.operations() > again);
                String what = "paused at " + at + " and at " + again;
                assertHonest(paused.run, what);
                assertInOrder(world, what);
            }
        }
    }

    /** The run that took the lease over dies anywhere; a third finishes its work while the first is still paused. */
    @ParameterizedTest
    @EnumSource(
            value = HookedLanding.Fault.class,
            names = {"CRASH_BEFORE", "CRASH_AFTER"})
    void aPausedRunAndOneThatDiedInItsPlace(HookedLanding.Fault death) {
        Explored holder = new Explored();
        for (int at = 0; holder.goesOn(); at++) {
            Explored rival = new Explored();
            for (int dies = at % STRIDE; rival.goesOn(); dies += STRIDE) {
                RivalRuns world = world();
                Paused paused = new Paused(world, OwnClock.STOOD, Renaming.AT_ONCE);
                HookedLanding dying = HookedLanding.failing(world.lake, dies, death);
                paused.at(at, () -> {
                    world.timePasses();
                    die(world.run("b", dying, world.clock));
                    world.timePasses();
                    world.run("c").execute();
                    paused.wakes(Waking.RENEWS);
                });
                paused.run.execute();
                holder.reached(paused.store.operations() > at);
                rival.reached(dying.operations() > dies);
                String what = "paused at " + at + ", the other died at " + dies;
                assertHonest(paused.run, what);
                assertInOrder(world, what);
            }
        }
    }

    /** What a run does once it goes on is not left over when it dies soon after. */
    @Test
    void aPausedRunThatDiesAfterItWentOn() {
        Explored pauses = new Explored();
        for (int at = 0; pauses.goesOn(); at++) {
            Explored deaths = new Explored();
            for (int dies = at + 1; deaths.goesOn(); dies++) {
                RivalRuns world = world();
                Paused paused = new Paused(world, OwnClock.STOOD, Renaming.AT_ONCE);
                paused.at(at, () -> {
                    world.timePasses();
                    world.run("b").execute();
                });
                HookedLanding pausing = paused.store;
                paused.dies(dies);
                die(paused.run);
                pauses.reached(pausing.operations() > at);
                deaths.reached(paused.store.operations() > dies && dies < at + 4);
                String what = "paused at " + at + ", died at " + dies;
                world.timePasses();
                world.run("next").execute();
                assertInOrder(world, what);
            }
        }
    }

    @Test
    void whatAPausedRunHadCommittedIsFinishedByTheOtherRun() {
        boolean finished = false;
        Explored explored = new Explored();
        for (int at = 0; explored.goesOn(); at++) {
            RivalRuns world = world();
            Paused paused = new Paused(world, OwnClock.RAN, Renaming.AT_ONCE);
            RivalRuns.Run rival = world.run("b");
            paused.at(at, () -> {
                world.timePasses();
                rival.execute();
            });
            paused.run.execute();
            explored.reached(paused.store.operations() > at);
            boolean saw = rival.recovered().stream()
                    .anyMatch(load -> paused.run.load().equals(java.util.Optional.of(load.load()))
                            && load.outcome() == RecoveredLoad.Outcome.FINISHED);
            if (saw) {
                finished = true;
                assertTrue(paused.run.failure().isEmpty(), "it counts, so it succeeded: paused at " + at);
            }
        }
        assertTrue(finished, "some pause came between marker and end");
    }

    private static void die(RivalRuns.Run run) {
        try {
            run.execute();
        } catch (HookedLanding.Crash e) {
            assert e.getMessage() != null;
        }
    }

    private void assertLanded(RivalRuns.Run run, String what) {
        for (RivalRuns.Job job : run.jobs()) {
            check(job.failure().isEmpty() && job.counts(), what + ": the other run did not land: " + job.failure());
        }
    }

    /** A job that failed says what to do and left nothing that counts; one that did not fail landed its load. */
    private void assertHonest(RivalRuns.Run run, String what) {
        for (RivalRuns.Job job : run.jobs()) {
            boolean said = job.failure().isEmpty() && job.load().isPresent();
            check(said == job.counts(), what + ": it counts: " + job.counts() + ", the run said " + job.failure());
            job.failure()
                    .map(IngestException::getMessage)
                    .ifPresent(message -> check(
                            message.matches("Cannot .*([Rr]un the job again|Wait for it to end).*"),
                            what + ": " + message));
        }
    }

    /** As soon as the paused run has ended, and again after the next run, the lake is in order and whole. */
    private void assertInOrder(RivalRuns world, String what) {
        check(world.faults().isEmpty(), what + ": " + world.faults());
        world.timePasses();
        RivalRuns.Run next = world.run("next").execute();
        for (RivalRuns.Job job : next.jobs()) {
            check(job.failure().isEmpty(), what + ": the next run: " + job.failure());
        }
        check(world.faults().isEmpty(), what + ", at the end: " + world.faults());
        check(world.unfinished().isEmpty(), what + ": " + world.unfinished());
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    @AfterEach
    void nothingWasWrong() {
        assertEquals(List.of(), wrong.stream().limit(20).toList(), wrong.size() + " findings");
    }

    /** The run that is paused. */
    private static final class Paused {
        private final RivalRuns world;
        private final Clock own;
        private final Renaming renaming;
        private HookedLanding store;
        private RivalRuns.Run run;

        Paused(RivalRuns world, OwnClock time, Renaming renaming) {
            this.world = world;
            this.renaming = renaming;
            this.own = time == OwnClock.RAN ? world.clock : Clock.fixed(world.clock.instant(), world.clock.getZone());
            this.store = HookedLanding.pausing(world.lake, -1, () -> {});
            this.run = world.run("a", store, own);
        }

        void at(int operation, Runnable meanwhile) {
            store = HookedLanding.pausing(store, operation, meanwhile);
            run = world.run("a", renaming == Renaming.BY_COPY ? store.copying() : store, own);
        }

        void dies(int operation) {
            store = HookedLanding.failing(store, operation, HookedLanding.Fault.CRASH_BEFORE);
            run = world.run("a", store, own);
        }

        void wakes(Waking how) {
            if (how == Waking.RENEWS) {
                run.wake();
            }
        }
    }

    /** Whether there are operations left to pause at. */
    private static final class Explored {
        private boolean goesOn = true;

        void reached(boolean reached) {
            goesOn = reached;
        }

        boolean goesOn() {
            return goesOn;
        }
    }
}
