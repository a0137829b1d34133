package dev.ingest.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.CommitListener;
import dev.ingest.e2e.fixture.ChangingTables;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LakeCopy;
import dev.ingest.e2e.fixture.OwnRun;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.landing.adls.DfsDouble;
import dev.ingest.landing.adls.FaultyProxy;
import dev.ingest.landing.adls.FaultyProxy.Fault;
import dev.ingest.landing.adls.FaultyProxy.Request;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs whose storage fails: a fault that the client's repetition outlives changes nothing, one that lasts fails the job with
 * the way out, and after a run that ends well no row is lost and none is there twice. {@code -Dingest.faults=100} makes more
 * rounds, {@code -Dingest.seed} repeats a run's faults.
 */
class StorageFaultIT {
    private static final int ROUNDS = Integer.getInteger("ingest.faults", 1);
    private static final int ONE_IN = 30;
    private static final List<Fault> ALL = List.of(Fault.values());
    /** Those that a client notices at once. */
    private static final List<Fault> SPEEDY =
            ALL.stream().filter(fault -> fault != Fault.STALLED).toList();

    private static final Pattern WAY_OUT = Pattern.compile("(?s)Cannot .+: .+\\. .*([Rr]un |Check |Look )[^.]*.*\\.");

    /** Which of the service's two endpoints the program speaks to. */
    enum Endpoint {
        BLOB,
        DFS
    }

    private final long seed = Long.getLong("ingest.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private AutoCloseable service;
    private FaultyProxy proxy;
    private ChangingTables tables;
    private Workspace workspace;

    private void start(Endpoint endpoint) {
        if (endpoint == Endpoint.BLOB) {
            Azurite azurite = Azurite.http();
            service = azurite;
            azurite.open("faulty").close();
            proxy = FaultyProxy.before(azurite.port());
        } else {
            DfsDouble dfs = new DfsDouble();
            service = dfs;
            dfs.addContainer("faulty");
            proxy = FaultyProxy.before(dfs.port());
        }
        tables = new ChangingTables(TestPostgres.database());
        workspace = tables.jobs(Workspace.of(folder.resolve("home"), tables.database()))
                .settings("[runtime]\nretry_for = \"0s\"")
                .save();
    }

    @AfterEach
    void stop() throws Exception {
        if (proxy != null) {
            proxy.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void faultsThatPassChangeNothing(Endpoint endpoint) throws Exception {
        start(endpoint);
        Set<Fault> seen = EnumSet.noneOf(Fault.class);
        for (int round = 0; round < ROUNDS; round++) {
            proxy.spoil(new Passing(random, ALL, ONE_IN)::fault);
            Run run = run();
            List<Fault> faults = proxy.happened();
            seen.addAll(faults);
            assertTrue(run.succeeded, () -> "seed " + seed + ": " + faults + "\n" + run.said());
            assertFalse(run.said().contains("Trying "), () -> "seed " + seed + ": no job is run twice\n" + run.said());
            proxy.heal();
            assertLanded();
            tables.change(random.nextInt(100));
        }
        assertTrue(seen.size() >= 3, seen.toString());
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void anOutageFailsItsJobsWithTheWayOutAndLosesNothing(Endpoint endpoint) throws Exception {
        start(endpoint);
        assertTrue(run().succeeded);
        int of = proxy.requests();
        int failed = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            tables.change(random.nextInt(100));
            Fault fault = SPEEDY.get(random.nextInt(SPEEDY.size()));
            boolean surelyMatters = round == 0;
            int from = random.nextInt(surelyMatters ? of / 2 : of);
            int length = surelyMatters || random.nextBoolean() ? Integer.MAX_VALUE - of : 20;
            AtomicInteger number = new AtomicInteger();
            proxy.spoil(request -> {
                int now = number.getAndIncrement();
                return now >= from && now < from + length ? Optional.of(fault) : Optional.empty();
            });
            String what = "seed " + seed + ": " + fault + " for " + length + " requests from " + from + " of " + of;
            Run run = run();
            failed += run.succeeded ? 0 : 1;
            run.failures.forEach(
                    message -> assertTrue(WAY_OUT.matcher(message).matches(), () -> what + ": " + message));
            proxy.heal();
            Run clean = run();
            assertTrue(clean.succeeded, () -> what + "\n" + run.said() + "\nthen\n" + clean.said());
            assertLanded();
        }
        assertTrue(failed > 0, "no outage came at a time when it mattered; seed " + seed);
    }

    /** As a user runs it: over HTTPS, with the client's own patience. */
    @Test
    void theProgramAsItIsWaitsFaultsOut() throws Exception {
        start(Endpoint.BLOB);
        try (FaultyProxy https = FaultyProxy.secureBefore(proxy.port())) {
            workspace.storage("az://faulty/lake", https.port());
            https.spoil(new Passing(random, SPEEDY, 2 * ONE_IN)::fault);
            JarProcess run = workspace.call();
            assertFalse(https.happened().isEmpty());
            assertEquals(0, run.exitCode(), () -> "seed " + seed + "\n" + run.output());
            assertFalse(run.output().contains("Trying "), run.output());
            assertLanded();
        }
    }

    /** A rename into a table's folder, and the one that makes the load count, whose answers never come. */
    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void aRenameWhoseAnswerIsLostCountsOnce(Endpoint endpoint) throws Exception {
        start(endpoint);
        for (int repeated : new int[] {1, 3}) {
            tables.change(20);
            AtomicInteger markers = new AtomicInteger(repeated);
            AtomicInteger files = new AtomicInteger(repeated);
            proxy.spoil(request -> {
                boolean marker = request.renames() && request.path().contains("/_dlt_loads/");
                boolean file = request.renames() && request.path().endsWith(".parquet");
                boolean lost = (marker && markers.getAndDecrement() > 0) || (file && files.getAndDecrement() > 0);
                return lost ? Optional.of(Fault.ANSWER_LOST) : Optional.empty();
            });
            Run run = run();
            proxy.heal();
            assertTrue(markers.get() <= 0 && files.get() <= 0, run::said);
            assertTrue(run.succeeded, run::said);
            assertFalse(run.said().contains("Trying "), run::said);
            assertLanded();
        }
    }

    private Run run() {
        List<String> heard = new ArrayList<>();
        boolean succeeded = false;
        try {
            succeeded = new OwnRun(workspace.home, Optional.of(() -> proxy.open("faulty/lake")), CommitListener.NONE)
                    .execute(heard::add);
        } catch (dev.ingest.failure.IngestException e) {
            heard.add(OwnRun.FAILURE + e.getMessage());
        }
        return new Run(succeeded, heard);
    }

    private void assertLanded() throws Exception {
        try (LandingStore store = proxy.open("faulty/lake")) {
            tables.assertLanded(new LakeCopy(store, folder.resolve("copy")).refreshed(), workspace);
        }
    }

    /** How a run went. */
    private static final class Run {
        private final boolean succeeded;
        private final List<String> heard;
        private final List<String> failures;

        Run(boolean succeeded, List<String> heard) {
            this.succeeded = succeeded;
            this.heard = heard;
            this.failures = heard.stream()
                    .filter(said -> said.startsWith(OwnRun.FAILURE))
                    .map(said -> said.substring(OwnRun.FAILURE.length()))
                    .toList();
        }

        String said() {
            return String.join("\n", heard);
        }
    }

    /** Now and then a request fails, each kind of fault in its turn, and the next few never do, so that its repetition succeeds. */
    private static final class Passing {
        private final Random random;
        private final List<Fault> kinds;
        private final int oneIn;
        private int happened;
        private int spared;

        /** About one request in {@code oneIn} fails. */
        Passing(Random seeded, List<Fault> faults, int oneIn) {
            this.random = new Random(seeded.nextLong());
            this.kinds = new ArrayList<>(faults);
            Collections.shuffle(kinds, random);
            this.oneIn = oneIn;
            this.spared = pause();
        }

        synchronized Optional<Fault> fault(Request request) {
            if (spared-- > 0) {
                return Optional.empty();
            }
            spared = pause();
            return Optional.of(kinds.get(happened++ % kinds.size()));
        }

        private int pause() {
            return oneIn / 2 + random.nextInt(oneIn);
        }
    }
}
