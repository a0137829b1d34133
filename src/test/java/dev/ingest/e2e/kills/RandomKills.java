package dev.ingest.e2e.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.e2e.fixture.Await;
import dev.ingest.e2e.fixture.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills runs at moments that nobody chose: some while after a line that the run says. How long such a while may be is
 * learnt from the runs that ended before it was over, so that most kills meet a run whatever the machine's pace.
 */
final class RandomKills {
    private static final long FIRST_WHILE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A run that is never met is a fault of the test, which then says so rather than trying for ever. */
    private static final int RUNS_OF_A_KILL = 10;

    private final Random random;
    private final List<String> lines;
    private final Map<String, Long> longest = new HashMap<>();
    private int runs;
    private int kills;

    /** @param lines what a run says when it comes to the parts where it is killed */
    RandomKills(Random random, List<String> lines) {
        this.random = random;
        this.lines = lines;
    }

    /** How many runs were still alive when they were killed. */
    int kills() {
        return kills;
    }

    /** How many runs there were, with those that had ended. */
    int runs() {
        return runs;
    }

    /**
     * Kills a run that has just started, or sees it end well.
     *
     * @param output where it writes what it says
     */
    void kill(Process process, Path output) throws InterruptedException {
        try {
            String line = lines.get(random.nextInt(lines.size()));
            Await.until(line, () -> !process.isAlive() || Workspace.read(output).contains(line));
            long most = longest.getOrDefault(line, FIRST_WHILE_NANOS);
            long begun = System.nanoTime();
            boolean ended = process.waitFor((long) (random.nextDouble() * most), TimeUnit.NANOSECONDS);
            if (ended) {
                assertEquals(0, process.exitValue(), () -> Workspace.read(output));
            }
            longest.put(line, ended ? System.nanoTime() - begun : most + most / 8);
            kills += ended ? 0 : 1;
        } finally {
            process.destroyForcibly().waitFor();
        }
        runs++;
        if (runs > RUNS_OF_A_KILL * (kills + 1)) {
            throw new AssertionError("only " + kills + " of " + runs + " runs were still alive when they were killed");
        }
    }
}
