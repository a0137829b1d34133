package dev.ingest.run;

import dev.ingest.config.SettingCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The jobs of a run, handed out in their order. A source's setting may allow fewer of its jobs at once than the run does:
 * jobs behind them, of other sources, need not wait for them. One whose rows carry the load's identifier runs alone in its
 * dataset, since that must be drawn before its first row: jobs behind it need not wait for it.
 */
final class JobQueue {
    private final Function<Job, String> section;
    private final List<Job> waiting;
    private final List<Job> running = new ArrayList<>();

    /**
     * A queue of jobs none of which has begun.
     *
     * @param section the section by which a job reads
     */
    JobQueue(List<Job> jobs, Function<Job, String> section) {
        this.section = section;
        waiting = new ArrayList<>(jobs);
    }

    /** The next job that may run, once there is one; empty when none is left. */
    synchronized Optional<Job> next() {
        try {
            while (!waiting.isEmpty()) {
                Optional<Job> next = waiting.stream().filter(this::mayRun).findFirst();
                if (next.isPresent()) {
                    waiting.remove(next.get());
                    running.add(next.get());
                    return next;
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A job that was handed out is over. */
    synchronized void ended(Job job) {
        running.remove(job);
        notifyAll();
    }

    private boolean mayRun(Job job) {
        return sourceTakes(job) && datasetTakes(job);
    }

    private boolean sourceTakes(Job job) {
        Optional<Integer> most = job.settings().value(SettingCatalog.SOURCE_JOBS);
        return most.isEmpty()
                || running.stream()
                                .filter(other -> section.apply(other).equals(section.apply(job)))
                                .count()
                        < most.get();
    }

    private boolean datasetTakes(Job job) {
        return running.stream()
                .filter(other -> other.key().dataset().equals(job.key().dataset()))
                .noneMatch(other -> runsAlone(other) || runsAlone(job));
    }

    private static boolean runsAlone(Job job) {
        return job.settings().value(SettingCatalog.ADD_DLT_LOAD_ID);
    }
}
