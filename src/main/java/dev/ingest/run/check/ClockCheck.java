package dev.ingest.run.check;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far this machine's clock is from a service's, by the date that answers carry to the second. */
final class ClockCheck {
    private static final int MILLIS = 5_000;
    private static final Duration MOST = Duration.ofMinutes(5);

    private final Clock clock;

    ClockCheck(Clock clock) {
        this.clock = clock;
    }

    /** Empty when the service says no time; why it is silent is for others to say. */
    Optional<Checked> of(URI service) {
        Instant before = clock.instant();
        return date(service).map(theirs -> {
            Instant after = clock.instant();
            Duration off = theirs.isBefore(before.minusSeconds(1))
                    ? Duration.between(before, theirs)
                    : theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
            return judged(off.negated(), service.getAuthority());
        });
    }

    private static Checked judged(Duration ahead, String service) {
        long seconds = Math.abs(ahead.toSeconds());
        String told = seconds == 0
                ? "agrees with " + service
                : seconds + " s " + (ahead.isNegative() ? "behind " : "ahead of ") + service;
        return ahead.abs().compareTo(MOST) <= 0
                ? Checked.ok("clock", told)
                : Checked.failed(
                        "clock",
                        "Cannot rely on this machine's clock: it is " + told
                                + ", which refuses tokens and signatures then. Set it: w32tm /resync on Windows,"
                                + " timedatectl set-ntp true on Linux.");
    }

    private static Optional<Instant> date(URI service) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) service.resolve("/").toURL().openConnection();
            try {
                connection.setRequestMethod("HEAD");
                connection.setInstanceFollowRedirects(false);
                connection.setConnectTimeout(MILLIS);
                connection.setReadTimeout(MILLIS);
                return Optional.of(connection.getHeaderFieldDate("Date", 0))
                        .filter(millis -> millis > 0)
                        .map(Instant::ofEpochMilli);
            } finally {
                connection.disconnect();
            }
        } catch (IOException silent) {
            return Optional.empty();
        }
    }
}
