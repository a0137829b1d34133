package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.CommitStep;
import dev.ingest.e2e.fixture.ChangingTables;
import dev.ingest.e2e.fixture.HaltingRun;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCopy;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run halted before and after each step of a commit, then one that ends well, in a folder and in the storage emulator. */
class HaltIT {
    private static final String CONTAINER = "halted/lake";

    @TempDir
    Path folder;

    @Test
    void everyStepInAFolder() throws Exception {
        Workspace workspace = haltEverywhere(List.of("before", "after"), List.of(), 1);
        JarProcess last = workspace.run();
        assertEquals(0, last.exitCode(), last.output());
        tables.assertLanded(workspace.lake(), workspace);
    }

    @Test
    void everyStepWhileOtherJobsAreUnderWay() throws Exception {
        Workspace workspace = haltEverywhere(List.of("after"), List.of(), 4);
        JarProcess last = workspace.run();
        assertEquals(0, last.exitCode(), last.output());
        tables.assertLanded(workspace.lake(), workspace);
        tables.assertOtherLanded(workspace.lake());
    }

    @Test
    void everyStepInTheEmulator() throws Exception {
        try (Azurite azurite = Azurite.http()) {
            List<String> emulator = List.of(Integer.toString(azurite.port()), CONTAINER);
            Workspace workspace = haltEverywhere(List.of("after"), emulator, 1);
            assertEquals(0, run(workspace, List.of("never"), emulator));
            try (LandingStore store = azurite.open(CONTAINER)) {
                tables.assertLanded(new LakeCopy(store, folder.resolve("copy")).refreshed(), workspace);
            }
        }
    }

    private ChangingTables tables;
    private int runs;

    private Workspace haltEverywhere(List<String> sides, List<String> emulator, int jobsAtOnce) throws Exception {
        tables = new ChangingTables(TestPostgres.database());
        Workspace home = Workspace.of(folder.resolve("home"), tables.database());
        Workspace workspace = (jobsAtOnce > 1 ? tables.jobsOfTwoSources(home) : tables.jobs(home))
                .settings("[runtime]\nparallel_jobs = " + jobsAtOnce)
                .save();
        assertEquals(0, run(workspace, List.of("never"), emulator));
        int load = 0;
        for (CommitStep step : CommitStep.values()) {
            for (String side : sides) {
                tables.change(20);
                List<String> halt = List.of(side, step.name(), Integer.toString(1 + load++ % 4));
                assertEquals(HaltingRun.HALTED, run(workspace, halt, emulator), () -> halt + " was not reached");
            }
        }
        return workspace;
    }

    private int run(Workspace workspace, List<String> halt, List<String> emulator) throws Exception {
        Path output = folder.resolve("output-" + runs++);
        String[] arguments = Stream.of(List.of(workspace.home.toString()), halt, emulator)
                .flatMap(List::stream)
                .toArray(String[]::new);
        Process process = Jar.quick().startMain(HaltingRun.class, output, arguments);
        try {
            int code = process.waitFor();
            if (code != 0 && code != HaltingRun.HALTED) {
                throw new AssertionError(halt + " ended with " + code + ": " + Jar.text(output));
            }
            return code;
        } finally {
            process.destroyForcibly();
        }
    }
}
