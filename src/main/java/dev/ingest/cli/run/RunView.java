package dev.ingest.cli.run;

import dev.ingest.cli.log.RunLog;
import dev.ingest.cli.option.Loudness;
import dev.ingest.cli.screen.Outlet;
import dev.ingest.cli.screen.Screen;
import dev.ingest.job.name.Printable;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobSight;
import dev.ingest.run.progress.RunProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people see of a run while it goes on: on a terminal a line a job that is rewritten in place, elsewhere and in the
 * log file a line a minute.
 */
final class RunView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    private static final Logger FILE = LoggerFactory.getLogger(RunLog.FILE);
    private static final Duration ONCE_IN_A_WHILE = Duration.ofMinutes(1);

    private final RunProgress progress;
    private final Optional<Screen> screen;
    private final ProgressLog lines;

    private RunView(RunProgress progress, Optional<Screen> screen) {
        this.progress = progress;
        this.screen = screen;
        this.lines = ProgressLog.start(progress, screen.isPresent() ? FILE : LOG, ONCE_IN_A_WHILE);
    }

    /** Begins to show; {@code log} gets colours where the terminal has some and nobody has said that they want none. */
    static RunView open(Loudness loudness, RunLog log, Map<String, String> environment) {
        if (Outlet.here(environment) == Outlet.LINES) {
            return ofLines();
        }
        RunProgress progress = new RunProgress(
                loudness.isQuiet() ? RunProgress.Estimates.UNWANTED : RunProgress.Estimates.WANTED, System::nanoTime);
        Optional<Screen> screen = Screen.open(columns -> loudness.isQuiet() ? List.of() : foot(progress, columns));
        if (screen.isPresent() && environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            log.paint();
        }
        return new RunView(progress, screen);
    }

    /** Shows a line a minute, whatever standard output is. */
    static RunView ofLines() {
        return new RunView(RunProgress.unseen(), Optional.empty());
    }

    private static List<String> foot(RunProgress progress, int columns) {
        return progress.now().stream().map(job -> ProgressLine.of(job, columns)).toList();
    }

    /** What is shown. */
    RunProgress progress() {
        return progress;
    }

    /** Says that the run has been asked to end, and what it waits for. */
    void stopping() {
        screen.ifPresent(Screen::spoilt);
        List<JobSight> jobs = progress.now();
        LOG.warn(
                "Stopping{}",
                jobs.isEmpty()
                        ? "."
                        : ": waiting for "
                                + jobs.stream().map(RunView::end).collect(Collectors.joining(", "))
                                + ". No other job begins.");
    }

    private static String end(JobSight job) {
        return Printable.of(job.name())
                + (job.phase() == JobPhase.PUBLISHING ? ", which is being published" : ", which is cancelled");
    }

    @Override
    public void close() {
        lines.close();
        screen.ifPresent(Screen::close);
    }
}
