package dev.ingest.record;

import dev.ingest.job.JobPlan;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.LandedLoad;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunPlaces;
import dev.ingest.run.event.RunSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps what a run tells until it is over. */
public final class RunRecorder implements RunListener {
    private final RunOrigin origin;
    private final RunMoment moment;
    private final Clock clock;
    private final Map<String, Open> open = new HashMap<>();
    private final List<JobRecord> jobs = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Consumer<JobRecord>> watchers = new ArrayList<>();
    private Optional<RunPlaces> places = Optional.empty();
    private int planned;

    public RunRecorder(RunOrigin origin, RunMoment moment, Clock clock) {
        this.origin = origin;
        this.moment = moment;
        this.clock = clock;
    }

    /** A job that is not over. */
    private static final class Open {
        private final Instant started;
        private final List<LandedLoad> loads = new ArrayList<>();
        private Optional<JobPlan> plan = Optional.empty();

        private Open(Instant started) {
            this.started = started;
        }
    }

    /** Has {@code watcher} told all that is known of each job, once it is over. */
    public void watch(Consumer<JobRecord> watcher) {
        watchers.add(watcher);
    }

    /** Which run it is. */
    public RunOrigin origin() {
        return origin;
    }

    @Override
    public synchronized void started(RunHeader header, int jobCount) {
        places = Optional.of(header.places());
        planned = jobCount;
    }

    @Override
    public synchronized void recovered(List<String> actions) {
        warnings.addAll(actions);
    }

    @Override
    public synchronized void jobStarted(String name) {
        open.put(name, new Open(clock.instant()));
    }

    @Override
    public synchronized void jobPlanned(JobPlan plan, String landingPath, List<String> planWarnings) {
        of(plan.name()).plan = Optional.of(plan);
        warnings.addAll(planWarnings);
    }

    @Override
    public synchronized void landed(LandedLoad load) {
        of(load.plan().name()).loads.add(load);
    }

    @Override
    public void jobEnded(JobOutcome outcome) {
        JobRecord record = closed(outcome);
        watchers.forEach(watcher -> watcher.accept(record));
    }

    private synchronized JobRecord closed(JobOutcome outcome) {
        Open job = of(outcome.name());
        open.remove(outcome.name());
        JobRecord record = new JobRecord(job.started, job.plan, job.loads, outcome);
        jobs.add(record);
        return record;
    }

    @Override
    public synchronized void warned(String sentence) {
        warnings.add(sentence);
    }

    @Override
    public void ended(RunSummary summary) {}

    /**
     * The run is over.
     *
     * @param exitCode what the process returns
     * @param reasons why it came to no job
     */
    public synchronized RunRecord ended(RunRecord.Status status, int exitCode, List<String> reasons) {
        return new RunRecord(
                origin, moment, clock.instant(), status, exitCode, places, planned, reasons, warnings, jobs);
    }

    private Open of(String name) {
        return open.computeIfAbsent(name, job -> new Open(clock.instant()));
    }
}
