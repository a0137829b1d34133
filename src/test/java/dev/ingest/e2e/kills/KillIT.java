package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar, with one job at once and with four, killed at moments that nobody chose; then one that ends well: no row lost, none twice, nothing half there.
 * {@code -Dingest.kills=500} kills it more often, half of them with the lake in a folder and half with the lake in the
 * storage emulator; {@code -Dingest.seed} draws the same again. Later homes start from an archive of classes, twice as
 * fast.
 */
class KillIT {
    private static final int KILLS = Math.max(2, Integer.getInteger("ingest.kills", 16));
    /** Kills of one home, so that its lake stays small. */
    private static final int KILLS_OF_A_HOME = 25;

    /** What a run says when it comes to the parts where it is killed: a recovery, each job, its end. */
    private static final List<String> MOMENTS = List.of(
            "Executing",
            "Starting job: shop.events",
            "Starting job: shop.stock",
            "Starting job: shop.orders",
            "Starting job: shop.ticks",
            "Job  ");

    private final long seed = Long.getLong("ingest.seed", System.nanoTime());

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
        RandomKills killed = new RandomKills(seed, MOMENTS);
        for (int done = 0; done < kills; done += KILLS_OF_A_HOME) {
            int round = Math.min(KILLS_OF_A_HOME, kills - done);
            Path home = folder.resolve("home-" + done);
            try (KilledLake lake = lakes.of(home)) {
                Jar jar = lake.reached(Jar.quick());
                boolean first = done == 0;
                boolean last = done + round == kills;
                kill(
                        home,
                        lake,
                        killed,
                        done + round,
                        first ? jar : jar.jvm("-XX:SharedArchiveFile=" + archive),
                        first && !last ? jar.jvm("-XX:ArchiveClassesAtExit=" + archive) : jar);
            }
            System.out.println(killed.kills() + " of " + killed.runs() + " runs into " + where
                    + " killed before their end, nothing lost; -Dingest.seed=" + seed);
        }
    }

    /**
     * Kills runs of one home.
     *
     * @param kills how many have been killed then, in all homes
     * @param jar what is killed
     * @param last what then runs to its end
     */
    private void kill(Path home, KilledLake lake, RandomKills killed, int kills, Jar jar, Jar last) throws Exception {
        ChangingTables tables = new ChangingTables(TestPostgres.database());
        Workspace workspace = lake.in(tables.jobsOfTwoSources(Workspace.of(home, tables.database())))
                .save();
        while (killed.kills() < kills) {
            Path output = home.resolve("round-" + killed.runs());
            String[] jobsAtOnce = {"--parallel", killed.runs() % 2 == 0 ? "1" : "4"};
            killed.kill(jar.start(output, workspace.arguments(jobsAtOnce)), output);
            List<String> unreadable = new LakeCheck(lake.files().resolve(Workspace.SOURCE)).unreadable();
            assertEquals(List.of(), unreadable, () -> "seed " + seed + ": " + Workspace.read(output));
            tables.change(killed.below(100));
        }

        JarProcess ended = workspace.run(last);
        assertEquals(0, ended.exitCode(), "seed " + seed + ": " + ended.output());
        tables.assertLanded(lake.files(), workspace);
        tables.assertOtherLanded(lake.files());
    }
}
