package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.Repeats;
import dev.ingest.source.rest.endpoint.WindowParams;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a window into pieces that one request asks for each, so that nothing lies between two of them. */
final class WindowSteps {
    private static final int MOST = 100_000;

    private final Endpoint endpoint;
    private final Repeats.Step step;
    private final WindowText text;

    WindowSteps(Endpoint endpoint, Repeats.Step step, WindowText text) {
        this.endpoint = endpoint;
        this.step = step;
        this.text = text;
    }

    /** {@code start} and {@code end} of each piece, as expressions have them; an open upper end is now. */
    List<JsonNode> cut(Window window, CursorType type, Instant now) {
        CursorType time = type.isTime() ? type : CursorType.TIMESTAMP_UTC;
        Optional<String> initial = endpoint.window().flatMap(WindowParams::initial);
        String low = window.low()
                .map(Bound::value)
                .or(() -> initial)
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot read " + endpoint.name() + ": step cuts a window, and nothing says where it begins. Set"
                                + " initial_value in its incremental section."));
        LocalDateTime end = window.high()
                .map(high -> clock(time, high.value()))
                .orElseGet(() -> LocalDateTime.ofInstant(now, ZoneOffset.UTC));
        List<JsonNode> pieces = new ArrayList<>();
        LocalDateTime from = clock(time, low);
        while (from.isBefore(end)) {
            if (pieces.size() == MOST) {
                throw new IngestException(
                        FailureKind.CONFIG,
                        "Cannot read " + endpoint.name() + ": step cuts the window into more than " + MOST
                                + " pieces. Lengthen it.");
            }
            LocalDateTime next = from.plus(step.days()).plus(step.time());
            LocalDateTime to = next.isBefore(end) ? next : end;
            pieces.add(text.piece(from, to.minus(step.granularity()), time));
            from = next;
        }
        return pieces;
    }

    private static LocalDateTime clock(CursorType type, String value) {
        String canonical =
                CursorText.canonical(type, value).replace("+00:00", "").replace(' ', 'T');
        return LocalDateTime.parse(canonical.length() == 10 ? canonical + "T00:00:00" : canonical);
    }
}
