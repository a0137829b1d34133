package dev.ingest.run.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a job has come at one moment.
 *
 * @param number the how manieth of the run's jobs it is, from 1 on
 * @param jobs how many jobs the run has
 * @param name {@code source_name.table_name}
 * @param phase what it is about
 * @param awaited whom its source waits for
 * @param rows rows read so far, by all of its loads
 * @param bytes what they take in memory
 * @param expected about how many rows the load at hand has; absent where nobody knows
 * @param loaded rows read so far by the load at hand
 * @param reading for how long that load has read
 * @param elapsed how long ago the job began
 */
public record JobSight(
        int number,
        int jobs,
        String name,
        JobPhase phase,
        Optional<String> awaited,
        long rows,
        long bytes,
        OptionalLong expected,
        long loaded,
        Duration reading,
        Duration elapsed) {

    /** Rows read a second, 0 while nobody can tell. */
    public long rowsASecond() {
        long millis = reading.toMillis();
        return millis == 0 ? 0 : Math.round(loaded * 1000.0 / millis);
    }

    /** How much of the load at hand is read; below 100 until it is all, however wrong the estimate. */
    public OptionalInt percent() {
        return expected.isEmpty() || expected.getAsLong() <= 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.min(99, 100.0 * loaded / expected.getAsLong()));
    }

    /** How long the load at hand will still read, if it goes on as it did; absent once it has outgrown the estimate. */
    public Optional<Duration> left() {
        long rate = rowsASecond();
        return expected.isEmpty() || rate == 0 || loaded >= expected.getAsLong()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((expected.getAsLong() - loaded) / rate));
    }
}
