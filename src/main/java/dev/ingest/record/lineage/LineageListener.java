package dev.ingest.record.lineage;

import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.record.JobRecord;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunSummary;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a receiver of lineage what a run does. Events go out by a thread of their own, in their order; after the first that
 * does not get there none follows, and the log says so once.
 */
public final class LineageListener implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");

    private final LineageEvents events;
    private final LineageReceiver receiver;
    private final Clock clock;
    private final Map<String, UUID> jobs = new ConcurrentHashMap<>();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final ExecutorService sender = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "lineage");
        thread.setDaemon(true);
        return thread;
    });

    /** @param namespace of jobs, as OpenLineage has it */
    public LineageListener(
            String namespace, RunOrigin origin, DatasetPlaces places, LineageReceiver receiver, Clock clock) {
        this.events = new LineageEvents(namespace, origin, places);
        this.receiver = receiver;
        this.clock = clock;
    }

    @Override
    public void started(RunHeader header, int count) {
        tell(() -> events.ofRun(EventType.START, header.moment().start().toInstant()));
    }

    @Override
    public void recovered(List<String> actions) {}

    @Override
    public void jobStarted(String name) {
        UUID id = UUID.randomUUID();
        jobs.put(name, id);
        tell(() -> events.started(name, id, clock.instant()));
    }

    @Override
    public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {}

    @Override
    public void jobEnded(JobOutcome outcome) {}

    /** A job is over. */
    public void ended(JobRecord job) {
        UUID id = jobs.getOrDefault(job.outcome().name(), UUID.randomUUID());
        tell(() -> events.ended(job, id));
    }

    @Override
    public void warned(String sentence) {}

    @Override
    public void ended(RunSummary summary) {}

    /**
     * The run is over: waits until all has gone out.
     *
     * @param most how long
     */
    public void ended(RunRecord run, Duration most) {
        EventType type = switch (run.status()) {
            case SUCCESS -> EventType.COMPLETE;
            case INTERRUPTED -> EventType.ABORT;
            default -> EventType.FAIL;
        };
        tell(() -> events.ofRun(type, run.ended()));
        sender.shutdown();
        try {
            if (!sender.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                giveUp("who takes it is slow.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Supplier<String> event) {
        sender.execute(() -> {
            if (!givenUp.get()) {
                try {
                    receiver.take(event.get());
                } catch (IngestException e) {
                    giveUp(e.getMessage());
                } catch (RuntimeException e) {
                    giveUp(e.toString());
                }
            }
        });
    }

    private void giveUp(String why) {
        if (givenUp.compareAndSet(false, true)) {
            LOG.warn("No more lineage is told of this run: {} The run goes on without.", why);
        }
    }
}
