package dev.ingest.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Bytes as people read them. */
public final class SizeText {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private SizeText() {}

    /** {@code 512 B}, {@code 3.2 MiB}. */
    public static String of(long bytes) {
        int unit = (int) LongStream.iterate(bytes, rest -> rest >= 1024, rest -> rest / 1024)
                .limit(UNITS.size() - 1L)
                .count();
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, "%.1f %s", bytes / Math.pow(1024, unit), UNITS.get(unit));
    }
}
