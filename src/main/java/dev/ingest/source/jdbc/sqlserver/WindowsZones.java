package dev.ingest.source.jdbc.sqlserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Time zones as Windows names them; servers on Linux name them as Java does. */
final class WindowsZones {
    private WindowsZones() {}

    /** The zone of that name; empty where there is none. */
    static Optional<ZoneId> zone(String name) {
        String known = table().getOrDefault(name, name);
        try {
            return Optional.of(ZoneId.of(known, ZoneId.SHORT_IDS));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** IANA's names by those of Windows. */
    static Map<String, String> table() {
        try (InputStream file = WindowsZones.class.getResourceAsStream("windows-zones.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
