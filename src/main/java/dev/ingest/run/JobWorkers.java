package dev.ingest.run;

import dev.ingest.job.JobKey;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.watch.StopSignal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.MDC;

/** The threads that run jobs; where there is one, it is the run's own, and jobs run one after the other. */
final class JobWorkers {
    private final int most;
    private final StopSignal stop;

    JobWorkers(int most, StopSignal stop) {
        this.most = most;
        this.stop = stop;
    }

    /**
     * Runs {@code jobs} as {@code queue} hands them out, until all have ended, or the run is asked to end; how those ended that
     * began, in the order of {@code jobs}.
     */
    List<JobOutcome> run(List<Job> jobs, JobQueue queue, Function<Job, JobOutcome> runner) {
        Map<JobKey, JobOutcome> outcomes = new ConcurrentHashMap<>();
        int workers = Math.min(most, jobs.size());
        if (workers <= 1) {
            work(queue, job -> outcomes.put(job.key(), runner.apply(job)));
        } else {
            sideBySide(workers, () -> work(queue, job -> outcomes.put(job.key(), named(job, runner))));
        }
        return jobs.stream()
                .flatMap(job -> Optional.ofNullable(outcomes.get(job.key())).stream())
                .toList();
    }

    private void work(JobQueue queue, Consumer<Job> runner) {
        while (!stop.requested()) {
            Optional<Job> job = queue.next();
            if (job.isEmpty()) {
                return;
            }
            try {
                if (!stop.requested()) {
                    runner.accept(job.get());
                }
            } finally {
                queue.ended(job.get());
            }
        }
    }

    /** Every line that the job's thread logs, whoever writes it, tells whose it is. */
    private static JobOutcome named(Job job, Function<Job, JobOutcome> runner) {
        MDC.put(RunListener.JOB_OF_A_LINE, job.name());
        try {
            return runner.apply(job);
        } finally {
            MDC.remove(RunListener.JOB_OF_A_LINE);
        }
    }

    private static void sideBySide(int workers, Runnable work) {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads =
                Executors.newFixedThreadPool(workers, task -> new Thread(task, "job-" + number.incrementAndGet()));
        try {
            CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(work, threads))
                            .limit(workers)
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            threads.shutdown();
        }
    }
}
