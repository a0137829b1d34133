package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.source.rest.endpoint.WindowParams;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** The ends of a window as an API wants them written. Rounded ends lie outside, since what comes too much is dropped. */
final class WindowText {
    private final Optional<WindowParams> params;

    WindowText(Optional<WindowParams> params) {
        this.params = params;
    }

    /** What expressions have under {@code incremental}, dlt's names; an end that is open is left out. */
    ObjectNode values(Window window, CursorType type) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        Optional<String> initial = params.flatMap(WindowParams::initial);
        initial.ifPresent(value -> values.put("initial_value", value));
        Optional<String> start = window.low()
                .map(Bound::value)
                .map(value -> written(value, type, false))
                .or(() -> initial);
        start.ifPresent(value -> values.put("start_value", value).put("last_value", value));
        window.high()
                .map(Bound::value)
                .map(value -> written(value, type, true))
                .ifPresent(value -> values.put("end_value", value));
        return values;
    }

    /** What expressions have under {@code step}. */
    ObjectNode piece(LocalDateTime from, LocalDateTime to, CursorType type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("start", written(from, type, false))
                .put("end", written(to, type, true));
    }

    private String written(String value, CursorType type, boolean up) {
        return type.isTime() ? written(clock(value), type, up) : value;
    }

    private String written(LocalDateTime clock, CursorType type, boolean up) {
        String zone = type == CursorType.TIMESTAMP_UTC ? "Z" : "";
        return switch (params.flatMap(WindowParams::format).orElse(type == CursorType.DATE ? "date" : "iso")) {
            case "iso" -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(clock) + zone;
            case "date" -> clock.toLocalDate().toString();
            case "epoch_s" -> String.valueOf(Math.floorDiv(millis(clock, up, 1_000), 1_000));
            case "epoch_ms" -> String.valueOf(millis(clock, up, 1));
            default ->
                DateTimeFormatter.ofPattern(params.flatMap(WindowParams::format).orElseThrow(), Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(clock.atOffset(ZoneOffset.UTC));
        };
    }

    private static long millis(LocalDateTime clock, boolean up, long unit) {
        Instant instant = clock.toInstant(ZoneOffset.UTC);
        boolean cut = !instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
        long raised = instant.toEpochMilli() + (up && cut ? 1 : 0);
        return up ? -Math.floorDiv(-raised, unit) * unit : raised;
    }

    private static LocalDateTime clock(String value) {
        String plain = value.replace("+00:00", "").replace(' ', 'T');
        try {
            return LocalDateTime.parse(plain.length() == 10 ? plain + "T00:00:00" : plain);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no canonical time: " + value, e);
        }
    }
}
