package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.ChangingTables;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.KilledLake;
import dev.ingest.e2e.fixture.LakeCheck;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar, with one job at once and with four, killed at moments that nobody chose; then one that ends well: no row lost, none twice, nothing half there.
 * {@code -Dingest.kills=500} kills it more often, half of them with the lake in a folder and half with the lake in the
 * storage emulator; {@code -Dingest.seed} repeats a run's moments. Later homes start from an archive of classes, twice as
 * fast.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("ingest.kills", 16);
    /** Kills of one home, so that its lake stays small. */
    private static final int KILLS_OF_A_HOME = 25;

    private static final long LONGEST_DELAY_NANOS = 500_000_000L;

    /** What a run says when it comes to the parts where it is killed: a recovery, each job, its end. */
    private static final List<String> MOMENTS = List.of(
            "Executing",
            "Starting job: shop.events",
            "Starting job: shop.stock",
            "Starting job: shop.orders",
            "Starting job: shop.ticks",
            "Job  ");

    private final long seed = Long.getLong("ingest.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    @Test
    void whereverARunIsKilledTheNextOneMendsIt() throws Exception {
        killAll("a folder", KILLS - KILLS / 2, home -> KilledLake.folder(home));
    }

    @Test
    void whereverARunIntoTheEmulatorIsKilledTheNextOneMendsIt() throws Exception {
        try (Azurite azurite = Azurite.https()) {
            killAll(
                    "the emulator",
                    KILLS / 2,
                    home -> KilledLake.emulator(azurite, home.getFileName().toString(), home.resolve("copy")));
        }
    }

    @FunctionalInterface
    private interface Lakes {
        KilledLake of(Path home);
    }

    private void killAll(String where, int kills, Lakes lakes) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        int alive = 0;
        for (int done = 0; done < kills; done += KILLS_OF_A_HOME) {
            int round = Math.min(KILLS_OF_A_HOME, kills - done);
            Path home = folder.resolve("home-" + done);
            try (KilledLake lake = lakes.of(home)) {
                Jar jar = lake.reached(Jar.quick());
                boolean first = done == 0;
                boolean last = done + round == kills;
                alive += kill(
                        home,
                        lake,
                        round,
                        first ? jar : jar.jvm("-XX:SharedArchiveFile=" + archive),
                        first && !last ? jar.jvm("-XX:ArchiveClassesAtExit=" + archive) : jar);
            }
            System.out.println(done + round + " kills into " + where + ", " + alive
                    + " of them of a run still alive, nothing lost; -Dingest.seed=" + seed);
        }
        assertTrue(alive > kills / 3, alive + " of " + kills + " runs were still alive when they were killed");
    }

    /**
     * Kills runs of one home.
     *
     * @param jar what is killed
     * @param last what then runs to its end
     * @return how many of the runs were alive when they were killed
     */
    private int kill(Path home, KilledLake lake, int kills, Jar jar, Jar last) throws Exception {
        ChangingTables tables = new ChangingTables(TestPostgres.database());
        Workspace workspace = lake.in(tables.jobsOfTwoSources(Workspace.of(home, tables.database())))
                .save();
        int alive = 0;
        for (int round = 0; round < kills; round++) {
            Path output = home.resolve("round-" + round);
            String[] jobsAtOnce = {"--parallel", round % 2 == 0 ? "1" : "4"};
            Process process = jar.start(output, workspace.arguments(jobsAtOnce));
            try {
                awaitMoment(process, output, MOMENTS.get(random.nextInt(MOMENTS.size())));
                LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_DELAY_NANOS));
            } finally {
                alive += process.isAlive() ? 1 : 0;
                process.destroyForcibly().waitFor();
            }
            List<String> unreadable = new LakeCheck(lake.files().resolve(Workspace.SOURCE)).unreadable();
            assertEquals(List.of(), unreadable, () -> "seed " + seed + ": " + Workspace.read(output));
            tables.change(random.nextInt(100));
        }

        JarProcess ended = workspace.run(last);
        assertEquals(0, ended.exitCode(), "seed " + seed + ": " + ended.output());
        tables.assertLanded(lake.files(), workspace);
        tables.assertOtherLanded(lake.files());
        return alive;
    }

    private static void awaitMoment(Process process, Path output, String said) {
        Await.until(said, () -> !process.isAlive() || Workspace.read(output).contains(said));
    }
}
