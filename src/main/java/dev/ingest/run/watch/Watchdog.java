package dev.ingest.run.watch;

import dev.ingest.run.progress.JobProgress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads of a run that look at the clock while others wait for a source, one a job. */
public final class Watchdog implements AutoCloseable {
    private static final long MOST_MILLIS = 5_000;
    private static final long LOOKS_A_LIMIT = 20;

    private final JobLimits limits;
    private final Consumer<String> warnings;
    private final ScheduledExecutorService threads;

    /**
     * @param jobsAtOnce how many jobs may run side by side
     * @param warnings is told whom a job waits for
     */
    public Watchdog(JobLimits limits, int jobsAtOnce, Consumer<String> warnings) {
        this.threads = Executors.newScheduledThreadPool(jobsAtOnce, task -> {
            Thread watchdog = new Thread(task, "watchdog");
            watchdog.setDaemon(true);
            return watchdog;
        });
        this.limits = limits;
        this.warnings = warnings;
    }

    /** Watches over a job until it is closed. */
    public JobWatch over(String job) {
        return over(JobProgress.unseen(job));
    }

    /** Watches over a job until it is closed, and tells {@code progress} how far it has come. */
    public JobWatch over(JobProgress progress) {
        JobWatch watch = new JobWatch(progress, limits, System::nanoTime, warnings);
        long millis = looksEvery();
        ScheduledFuture<?> looks = threads.scheduleWithFixedDelay(watch::look, millis, millis, TimeUnit.MILLISECONDS);
        watch.onClose(() -> looks.cancel(false));
        return watch;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private long looksEvery() {
        Duration shorter = limits.job().compareTo(limits.idle()) < 0 ? limits.job() : limits.idle();
        return Math.max(1, Math.min(MOST_MILLIS, shorter.toMillis() / LOOKS_A_LIMIT));
    }
}
