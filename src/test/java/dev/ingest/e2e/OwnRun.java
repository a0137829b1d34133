package dev.ingest.e2e;

import dev.ingest.commit.CommitListener;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.landing.LandingStore;
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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A run of all jobs of a home folder in this process, with parts of a test's own.
 *
 * @param store what is opened in place of the lake of the settings
 * @param commits told each step of a commit
 */
record OwnRun(Path home, Optional<Supplier<LandingStore>> store, CommitListener commits) {
    /** What stands before the message of a job that failed. */
    static final String FAILURE = "FAILURE ";

    /**
     * Runs the jobs.
     *
     * @param heard told what a test that fails needs to know; of a job that fails, the message first
     * @return whether all succeeded
     */
    boolean execute(Consumer<String> heard) {
        Program program =
                Program.load(home, path("config", "ingestion_config.xlsx"), path(".dlt", "secrets.toml"), Map.of());
        ZonedDateTime now = ZonedDateTime.now(program.zone());
        RunRequest request =
                new RunRequest(JobSelection.ALL, new RunMoment(now, now.toLocalDate()), RunRequest.PastSnapshots.KEEP);
        return new IngestRun(
                        parts(program.parts(program.judged(request.moment()))), new Telling(heard), new StopSignal())
                .execute(request)
                .filter(RunSummary::succeeded)
                .isPresent();
    }

    private Path path(String first, String more) {
        return home.getFileSystem().getPath(first, more);
    }

    private RunParts parts(RunParts parts) {
        return new RunParts(
                parts.jobs(),
                parts.planner(),
                parts.sources(),
                parts.engine(),
                store.orElse(parts.store()),
                parts.metadata(),
                parts.cells(),
                parts.layout(),
                parts.destination(),
                parts.landing(),
                parts.credentials(),
                parts.patience(),
                parts.clock(),
                commits);
    }

    private record Telling(Consumer<String> heard) implements RunListener {
        @Override
        public void started(RunHeader header, int jobs) {
            heard.accept(header.toString());
        }

        @Override
        public void recovered(List<String> actions) {
            actions.forEach(heard);
        }

        @Override
        public void jobStarted(String name) {
            heard.accept(name);
        }

        @Override
        public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {
            heard.accept(plan.window() + " " + warnings);
        }

        @Override
        public void jobEnded(JobOutcome outcome) {
            heard.accept(outcome.status() + " " + outcome.rows());
            outcome.failure().ifPresent(failure -> {
                heard.accept(FAILURE + (failure instanceof IngestException said ? said.getMessage() : failure));
                heard.accept(trace(failure));
            });
        }

        @Override
        public void warned(String sentence) {
            heard.accept(sentence);
        }

        @Override
        public void ended(RunSummary summary) {
            heard.accept(summary.duration().toString());
        }

        private static String trace(Throwable failure) {
            java.io.StringWriter text = new java.io.StringWriter();
            failure.printStackTrace(new java.io.PrintWriter(text));
            return text.toString();
        }
    }
}
