package dev.ingest.cli.run;

import dev.ingest.run.progress.JobSight;
import dev.ingest.run.progress.RunProgress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Logs once in a while how far the jobs have come that have been under way for so long. */
final class ProgressLog implements AutoCloseable {
    private final RunProgress progress;
    private final Logger log;
    private final Duration pause;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    ProgressLog(RunProgress progress, Logger log, Duration pause) {
        this.progress = progress;
        this.log = log;
        this.pause = pause;
    }

    /** Begins to look, every {@code pause}. */
    static ProgressLog start(RunProgress progress, Logger log, Duration pause) {
        ProgressLog started = new ProgressLog(progress, log, pause);
        started.looks.scheduleWithFixedDelay(started::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return started;
    }

    void look() {
        for (JobSight job : progress.now()) {
            if (job.elapsed().compareTo(pause) >= 0) {
                log.info("  {}", ProgressLine.of(job));
            }
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
