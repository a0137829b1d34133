package dev.ingest.cli.run;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, whatever the machine's language. */
final class Amounts {
    private static final long KILO = 1000;
    private static final long MEGA = KILO * KILO;
    private static final long GIGA = KILO * MEGA;

    private Amounts() {}

    /** {@code 1,240,000}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 41 MB}, with a digit behind the point where there would be but one before it. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < MEGA ? of(bytes, KILO, "kB") : bytes < GIGA ? of(bytes, MEGA, "MB") : of(bytes, GIGA, "GB");
    }

    /** {@code 0:04}, {@code 2:31:07}. */
    static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
    }

    /** {@code 16.19}. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }

    private static String of(long bytes, long unit, String name) {
        return String.format(Locale.ROOT, bytes < 10 * unit ? "%.1f %s" : "%,.0f %s", (double) bytes / unit, name);
    }
}
