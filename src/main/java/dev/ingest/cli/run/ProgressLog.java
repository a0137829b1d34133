package dev.ingest.cli.run;

import dev.ingest.run.progress.JobSight;
import dev.ingest.run.progress.RunProgress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Logs once in a while how far the jobs have come that have been under way for so long. */
final class ProgressLog implements AutoCloseable {
    private final RunProgress progress;
    private final Logger log;
    private final Duration pause;
    private final Thread looks;

    ProgressLog(RunProgress progress, Logger log, Duration pause) {
        this.progress = progress;
        this.log = log;
        this.pause = pause;
        this.looks = new Thread(this::keepLooking, "progress");
        looks.setDaemon(true);
    }

    /** Begins to look, every {@code pause}. */
    static ProgressLog start(RunProgress progress, Logger log, Duration pause) {
        ProgressLog started = new ProgressLog(progress, log, pause);
        started.looks.start();
        return started;
    }

    private void keepLooking() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
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
        looks.interrupt();
    }
}
