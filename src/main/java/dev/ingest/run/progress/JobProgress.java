package dev.ingest.run.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** How far one job has come. Those who read its slices count batch by batch, and nobody waits for anybody. */
public final class JobProgress {
    private static final long UNKNOWN = -1;

    private final int number;
    private final int jobs;
    private final String name;
    private final LongSupplier clock;
    private final long began;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private volatile JobPhase phase = JobPhase.CONNECTING;
    private volatile Optional<String> awaited = Optional.empty();
    private volatile long expected = UNKNOWN;
    private volatile long readingSince;
    /** What the loads before the one at hand have read. */
    private volatile long rowsBefore;

    private volatile long bytesBefore;

    JobProgress(int number, int jobs, String name, LongSupplier clock) {
        this.number = number;
        this.jobs = jobs;
        this.name = name;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** That of a job at which nobody looks. */
    public static JobProgress unseen(String name) {
        return new JobProgress(1, 1, name, System::nanoTime);
    }

    public String name() {
        return name;
    }

    /** A load begins, the one before having failed or landed. */
    public void loadBegins() {
        rows.set(rowsBefore);
        bytes.set(bytesBefore);
        expected = UNKNOWN;
        awaited = Optional.empty();
        phase = JobPhase.CONNECTING;
    }

    /** What the load at hand has read counts; another one may follow. */
    public void landed() {
        rowsBefore = rows.get();
        bytesBefore = bytes.get();
    }

    /** The job has come to {@code next}. */
    public void enters(JobPhase next) {
        if (next == JobPhase.READING && phase != JobPhase.READING) {
            readingSince = clock.getAsLong();
        }
        phase = next;
    }

    /** About how many rows the load at hand has. */
    public void expects(long count) {
        expected = count;
    }

    /** Whom the source waits for; empty when it waits for nobody any more. */
    public void waitsFor(Optional<String> holders) {
        awaited = holders;
    }

    /** A batch of so many rows was read. */
    public void read(long batchRows, long batchBytes) {
        rows.addAndGet(batchRows);
        bytes.addAndGet(batchBytes);
    }

    /** How far it is now. */
    public JobSight now() {
        long time = clock.getAsLong();
        long read = rows.get();
        boolean reads = phase == JobPhase.READING;
        return new JobSight(
                number,
                jobs,
                name,
                phase,
                awaited,
                read,
                bytes.get(),
                expected == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(expected),
                read - rowsBefore,
                reads ? Duration.ofNanos(time - readingSince) : Duration.ZERO,
                Duration.ofNanos(time - began));
    }
}
