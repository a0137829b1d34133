package dev.ingest.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadIdTest {

    @Test
    void looksAsPythonPrintsAFloat() {
        assertEquals("1769490843.5974", next("2026-01-27T05:14:03.5974Z").text());
        assertEquals("1769490843.0", next("2026-01-27T05:14:03Z").text());
        assertEquals("1769490843.123457", next("2026-01-27T05:14:03.123457Z").text());
    }

    @Test
    void neverFallsBehindTheNewestOfTheDataset() {
        LoadId newest = new LoadId("1795357559.6116617");
        LoadId next = LoadId.next(Instant.parse("2020-01-01T00:00:00Z"), Optional.of(newest));
        assertTrue(next.compareTo(newest) > 0, next.text());
        LoadId after = LoadId.next(Instant.parse("2020-01-01T00:00:00Z"), Optional.of(next));
        assertTrue(after.compareTo(next) > 0, after.text());
    }

    @Test
    void manyInOneInstantAllDiffer() {
        Instant now = Instant.parse("2026-11-24T01:02:03.999999Z");
        LoadId last = LoadId.next(now, Optional.empty());
        for (int i = 0; i < 10_000; i++) {
            LoadId next = LoadId.next(now, Optional.of(last));
            assertTrue(next.compareTo(last) > 0 && !next.text().equals(last.text()), next.text());
            last = next;
        }
    }

    @Test
    void tellsTheMomentItWasMadeFrom() {
        assertEquals(Instant.parse("2026-01-27T05:14:03.5974Z"), new LoadId("1769490843.5974").instant());
    }

    @Test
    void refusesAnythingElse() {
        assertThrows(IllegalArgumentException.class, () -> new LoadId("../x"));
    }

    private static LoadId next(String instant) {
        return LoadId.next(Instant.parse(instant), Optional.empty());
    }
}
