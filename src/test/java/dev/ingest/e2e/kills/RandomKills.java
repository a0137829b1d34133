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
    /** Whiles as short as the pause between two looks at what a run says would never see its end. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
    /** Runs that are never met are a fault of the test, which then says so rather than trying for ever. */
    private static final int MOST_IN_VAIN = 25;

    private final long seed;
    private final Random random;
    private final List<String> lines;
    private final Map<String, Long> longest = new HashMap<>();
    private int runs;
    private int kills;
    private int inVain;

    /** @param lines what a run says when it comes to the parts where it is killed */
    RandomKills(long seed, List<String> lines) {
        this.seed = seed;
        this.random = new Random(seed);
        this.lines = lines;
    }

    /** A number below {@code bound}. */
    int below(int bound) {
        return random.nextInt(bound);
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
        boolean ended;
        try {
            String line = lines.get(below(lines.size()));
            Await.until(line, () -> !process.isAlive() || Workspace.read(output).contains(line));
            ended = !process.isAlive() || endedWithin(process, line);
        } finally {
            process.destroyForcibly().waitFor();
        }
        runs++;
        if (ended || process.exitValue() == 0) {
            assertEquals(0, process.exitValue(), () -> "seed " + seed + ": " + Workspace.read(output));
            inVain++;
        } else {
            kills++;
            inVain = 0;
        }
        if (inVain > MOST_IN_VAIN) {
            throw new AssertionError(inVain + " runs in a row had ended when they were to be killed; seed " + seed);
        }
    }

    private boolean endedWithin(Process process, String line) throws InterruptedException {
        long most = longest.getOrDefault(line, FIRST_WHILE_NANOS);
        long begun = System.nanoTime();
        boolean ended = process.waitFor((long) (random.nextDouble() * most), TimeUnit.NANOSECONDS);
        longest.put(line, Math.max(SHORTEST_NANOS, ended ? System.nanoTime() - begun : most + most / 8));
        return ended;
    }
}
