package dev.ingest.e2e;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;
import dev.ingest.job.JobPlan;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.IngestRun;
import dev.ingest.run.JobOutcome;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RunHeader;
import dev.ingest.run.RunListener;
import dev.ingest.run.RunParts;
import dev.ingest.run.RunRequest;
import dev.ingest.run.RunSummary;
import dev.ingest.run.StopSignal;
import dev.ingest.wiring.Program;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A run of the program in a process of its own that halts, as if killed, before or after a step of a commit. */
final class HaltingRun {
    /** What a process returns that has halted where it was told to. */
    static final int HALTED = 99;

    private HaltingRun() {}

    /**
     * Runs the jobs of a home folder.
     *
     * @param arguments the home; {@code before} or {@code after}, a step and the number of the load to halt in, from 1 on, or
     *     {@code never}; the port of a storage emulator and a container, for a lake there
     */
    public static void main(String[] arguments) {
        List<String> said = List.of(arguments);
        boolean halts = !said.get(1).equals("never");
        CommitListener listener = halts
                ? new Halt(said.get(1), CommitStep.valueOf(said.get(2)), Integer.parseInt(said.get(3)))
                : CommitListener.NONE;
        List<String> emulator = said.subList(halts ? 4 : 2, said.size());
        Path home = Path.of(said.get(0));
        Program program = Program.load(
                home, Path.of("config", "ingestion_config.xlsx"), Path.of(".dlt", "secrets.toml"), Map.of());
        ZonedDateTime now = ZonedDateTime.now(program.zone());
        RunRequest request =
                new RunRequest(JobSelection.ALL, new RunMoment(now, now.toLocalDate()), RunRequest.PastSnapshots.KEEP);
        RunParts parts = with(program.parts(), listener, emulator);
        Optional<RunSummary> summary = new IngestRun(parts, new Printing(), new StopSignal()).execute(request);
        System.exit(summary.filter(RunSummary::succeeded).isPresent() ? 0 : 1);
    }

    private static RunParts with(RunParts parts, CommitListener listener, List<String> emulator) {
        Supplier<LandingStore> store = emulator.isEmpty()
                ? parts.store()
                : () -> Azurite.open(Integer.parseInt(emulator.get(0)), emulator.get(1));
        return new RunParts(
                parts.jobs(),
                parts.planner(),
                parts.sources(),
                parts.engine(),
                store,
                parts.metadata(),
                parts.cells(),
                parts.layout(),
                parts.destination(),
                parts.landing(),
                parts.credentials(),
                parts.patience(),
                parts.clock(),
                listener);
    }

    /** Halts at one step of the {@code load}-th load. */
    private static final class Halt implements CommitListener {
        private final String when;
        private final CommitStep step;
        private final int load;
        private int begun;

        Halt(String when, CommitStep step, int load) {
            this.when = when;
            this.step = step;
            this.load = load;
        }

        @Override
        public void before(CommitStep now) {
            begun += now == CommitStep.STAGE ? 1 : 0;
            halt("before", now);
        }

        @Override
        public void after(CommitStep now) {
            halt("after", now);
        }

        private void halt(String side, CommitStep now) {
            if (when.equals(side) && step == now && load == begun) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }

    /** Prints what a test that fails needs to know. */
    private static final class Printing implements RunListener {
        @Override
        public void started(RunHeader header, int jobs) {
            System.out.println(header);
        }

        @Override
        public void recovered(List<String> actions) {
            actions.forEach(System.out::println);
        }

        @Override
        public void jobStarted(String name) {
            System.out.println(name);
        }

        @Override
        public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {
            System.out.println(plan.window() + " " + warnings);
        }

        @Override
        public void jobEnded(JobOutcome outcome) {
            System.out.println(outcome.status() + " " + outcome.rows());
            outcome.failure().ifPresent(failure -> failure.printStackTrace(System.out));
        }

        @Override
        public void warned(String sentence) {
            System.out.println(sentence);
        }

        @Override
        public void ended(RunSummary summary) {
            System.out.println(summary.duration());
        }
    }
}
