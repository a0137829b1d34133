package dev.ingest.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.source.jdbc.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real jar, killed at moments that nobody chose; then one that ends well: no row lost, none twice, nothing half there.
 * {@code -Dingest.kills=500} kills it more often, {@code -Dingest.seed} repeats a run's moments.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("ingest.kills", 15);
    private static final long LONGEST_DELAY_NANOS = 500_000_000L;

    /** What a run says when it comes to the parts where it is killed: a recovery, each job, its end. */
    private static final List<String> MOMENTS = List.of(
            "Executing",
            "Starting job: shop.events",
            "Starting job: shop.stock",
            "Starting job: shop.orders",
            "Starting job: shop.ticks",
            "Job  ");

    @TempDir
    Path folder;

    @Test
    void whereverARunIsKilledTheNextOneMendsIt() throws Exception {
        long seed = Long.getLong("ingest.seed", System.nanoTime());
        System.out.println("Kills with -Dingest.seed=" + seed);
        Random random = new Random(seed);
        ChangingTables tables = new ChangingTables(TestPostgres.database());
        Workspace workspace = tables.jobs(Workspace.of(folder.resolve("home"), tables.database()))
                .save();
        LakeCheck lake = new LakeCheck(workspace.dataset());
        int killed = 0;

        for (int round = 0; round < KILLS; round++) {
            Path output = folder.resolve("round-" + round);
            Process process = Jar.quick().start(output, workspace.arguments());
            try {
                awaitMoment(process, output, MOMENTS.get(random.nextInt(MOMENTS.size())));
                LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_DELAY_NANOS));
            } finally {
                killed += process.isAlive() ? 1 : 0;
                process.destroyForcibly().waitFor();
            }
            assertEquals(List.of(), lake.unreadable(), "seed " + seed + ", round " + round);
            tables.change(random.nextInt(100));
        }

        JarProcess last = workspace.run();
        assertEquals(0, last.exitCode(), "seed " + seed + ": " + last.output());
        tables.assertLanded(workspace.lake(), workspace);
        assertTrue(killed > KILLS / 3, killed + " of " + KILLS + " runs were still alive when they were killed");
    }

    private static void awaitMoment(Process process, Path output, String said) {
        Await.until(said, () -> !process.isAlive() || Workspace.read(output).contains(said));
    }
}
