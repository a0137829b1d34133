package dev.ingest.run.watch;

import dev.ingest.config.DurationText;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.run.progress.JobProgress;
import dev.ingest.source.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches over one job: cancels what it reads when the job takes too long, or when its source has gone quiet. */
public final class JobWatch implements AutoCloseable {
    /** A source that was cancelled and still does not answer is cancelled again. */
    private static final long GRACE_NANOS = Duration.ofSeconds(10).toNanos();

    /** A source that has been quiet for so long is asked whom it waits for, and as often again. */
    private static final long WAIT_NANOS = Duration.ofSeconds(10).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

    private final String job;
    private final JobProgress progress;
    private final JobLimits limits;
    private final LongSupplier clock;
    private final Consumer<String> warnings;
    private final long started;
    private final Set<SourceCall> calls = ConcurrentHashMap.newKeySet();
    private Runnable onClose = () -> {};
    private @Nullable Source reading;
    private Limit exceeded = Limit.NONE;
    private long cancelledAt;
    private Optional<String> awaited = Optional.empty();
    private long askedAt;

    private enum Limit {
        NONE,
        JOB,
        IDLE
    }

    /**
     * @param clock nanoseconds that only ever rise
     * @param warnings is told whom the job waits for
     */
    JobWatch(JobProgress progress, JobLimits limits, LongSupplier clock, Consumer<String> warnings) {
        this.job = progress.name();
        this.progress = progress;
        this.limits = limits;
        this.clock = clock;
        this.warnings = warnings;
        this.started = clock.getAsLong();
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    /**
     * From here on {@code source} is read; all of it goes through the one that is returned.
     *
     * @throws IngestException (READ) when the job's time is over
     */
    public synchronized Source reads(Source source) {
        if (isOver()) {
            exceeded = Limit.JOB;
            throw failure(null);
        }
        exceeded = Limit.NONE;
        awaited = Optional.empty();
        progress.loadBegins();
        Source watched = new WatchedSource(source, calls, progress);
        reading = watched;
        return watched;
    }

    /** From here on nothing is cancelled: what was staged is being published, or nothing is read. */
    public synchronized void readsNothing() {
        reading = null;
        calls.clear();
    }

    /** What those who look on see of the job. */
    public JobProgress progress() {
        return progress;
    }

    /** The time that is left to the job; zero or less when it is over. */
    public Duration left() {
        return limits.job().minusNanos(clock.getAsLong() - started);
    }

    /** What ended the reading, as a failure that names the setting; {@code failure} itself when it was no limit. */
    public synchronized RuntimeException explained(RuntimeException failure) {
        return exceeded == Limit.NONE ? failure : failure(failure);
    }

    /**
     * Returns when no limit was exceeded.
     *
     * @throws IngestException (READ) that names the setting, when one was
     */
    public synchronized void check() {
        if (exceeded != Limit.NONE) {
            throw failure(null);
        }
    }

    /** Looks at the clock and at what the source has sent since. */
    void look() {
        lookAtSource().ifPresent(this::askWhomItWaitsFor);
    }

    /** The source, when it is time to ask it whom it waits for. */
    private synchronized Optional<Source> lookAtSource() {
        Source source = reading;
        if (source == null) {
            return Optional.empty();
        }
        long now = clock.getAsLong();
        if (exceeded != Limit.NONE) {
            if (now - cancelledAt >= GRACE_NANOS) {
                cancel(source, now);
            }
            return Optional.empty();
        }
        long quiet = 0;
        for (SourceCall call : calls) {
            quiet = Math.max(quiet, call.quietNanos(now));
        }
        exceeded = isOver() ? Limit.JOB : quiet >= limits.idle().toNanos() ? Limit.IDLE : Limit.NONE;
        if (exceeded != Limit.NONE) {
            cancel(source, now);
            return Optional.empty();
        }
        if (quiet < WAIT_NANOS) {
            awaited = Optional.empty();
            progress.waitsFor(awaited);
            return Optional.empty();
        }
        if (awaited.isPresent() && now - askedAt < WAIT_NANOS) {
            return Optional.empty();
        }
        askedAt = now;
        return Optional.of(source);
    }

    /** Without holding up those who read; the answer may come late. */
    private void askWhomItWaitsFor(Source source) {
        Optional<String> answer = source.waitsFor();
        if (noted(source, answer)) {
            answer.ifPresent(holders -> warnings.accept(job + " waits for " + holders));
        }
    }

    /** Whether the answer is news. */
    private synchronized boolean noted(Source source, Optional<String> answer) {
        if (source != reading || answer.equals(awaited)) {
            return false;
        }
        awaited = answer;
        progress.waitsFor(answer);
        return true;
    }

    @Override
    public void close() {
        readsNothing();
        onClose.run();
    }

    private boolean isOver() {
        return clock.getAsLong() - started >= limits.job().toNanos();
    }

    private void cancel(Source source, long now) {
        cancelledAt = now;
        try {
            source.cancel();
        } catch (RuntimeException e) {
            LOG.debug("{} could not be cancelled; it is tried again", job, e);
        }
    }

    private IngestException failure(@Nullable RuntimeException cause) {
        String why = exceeded == Limit.JOB
                ? "it took longer than job_timeout (" + DurationText.of(limits.job())
                        + "). Raise job_timeout in [runtime], or read less at once with load_window"
                : "its source sent nothing for " + DurationText.of(limits.idle())
                        + awaited.map(holders -> "; it waits for " + holders + ". End that, or raise idle_timeout in"
                                        + " [runtime]")
                                .orElse(". Look at the database and the network; if it was sorting (cluster ="
                                        + " \"query\"), counting or sampling a large table, raise idle_timeout in"
                                        + " [runtime]");
        String message = "Cannot finish " + job + ": " + why + ".";
        Outlook outlook = exceeded == Limit.IDLE ? Outlook.PASSES : Outlook.STAYS;
        return cause == null
                ? new IngestException(FailureKind.READ, outlook, message)
                : new IngestException(FailureKind.READ, outlook, message, cause);
    }
}
