package dev.ingest.source.rest.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes by waiting alone. */
public final class TestPace extends Clock {
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    public Pace pace() {
        return new Pace(this, (length, stop) -> {
            waits.add(length);
            pass(length);
        });
    }

    public synchronized void pass(Duration length) {
        now = now.plus(length);
    }

    /** What was waited, in its order. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
