package dev.ingest.e2e;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.Azurite;
import java.nio.file.Path;
import java.util.List;
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
        Supplier<LandingStore> store = () -> Azurite.open(Integer.parseInt(emulator.get(0)), emulator.get(1));
        OwnRun run =
                new OwnRun(Path.of(said.get(0)), emulator.isEmpty() ? Optional.empty() : Optional.of(store), listener);
        System.exit(run.execute(System.out::println) ? 0 : 1);
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
}
