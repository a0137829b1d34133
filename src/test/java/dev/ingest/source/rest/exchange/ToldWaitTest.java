package dev.ingest.source.rest.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.source.rest.endpoint.Retries;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which APIs say when to come back. */
class ToldWaitTest {
    private static final Retries RETRIES = new Retries(
            8,
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Optional.of("X-Come-Back"));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Retry-After; 120; PT2M",
                "Retry-After; 1.5; PT1.5S",
                "Retry-After; 99999; PT15M",
                "Retry-After; Sun, 01 Mar 2026 12:00:09 GMT; PT9S",
                "X-RateLimit-Reset; 1772366411; PT11S",
                "X-RateLimit-Reset; 1772366411.25; PT11.25S",
                "X-RateLimit-Reset; 1772366412000; PT12S",
                "x-ratelimit-reset; 30; PT30S",
                "RateLimit-Reset; 13; PT13S",
                "X-Rate-Limit-Reset; 1772366414; PT14S",
                "Retry-After-Ms; 1400; PT1.4S",
                "X-Come-Back; 2026-03-01T12:00:16Z; PT16S",
                "X-Come-Back; 2026-03-01T13:00:16+01:00; PT16S",
            })
    void eachFormIsALengthOfTime(String header, String value, Duration expected) {
        assertEquals(Optional.of(expected), told(Map.of(header, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Retry-After; 0",
                "Retry-After; -5",
                "Retry-After; soon",
                "Retry-After; ''",
                "Retry-After; 99999999999999999999999999",
                "Retry-After; Sat, 28 Feb 2026 12:00:00 GMT",
                "X-RateLimit-Reset; 1772366399",
                "X-Unknown; 30",
            })
    void whatMeansNothingIsNoWait(String header, String value) {
        assertEquals(Optional.empty(), told(Map.of(header, value)));
    }

    @Test
    void theHeaderThatUsersNameComesFirst() {
        assertEquals(Optional.of(Duration.ofSeconds(3)), told(Map.of("Retry-After", "9", "X-Come-Back", "3")));
    }

    @Test
    void instantsGoByTheClockOfTheServer() {
        assertEquals(
                Optional.of(Duration.ofSeconds(5)),
                told(Map.of("Date", "Sun, 01 Mar 2026 13:00:00 GMT", "Retry-After", "Sun, 01 Mar 2026 13:00:05 GMT")));
    }

    private static Optional<Duration> told(Map<String, String> headers) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new ToldWait(RETRIES).of(HttpHeaders.of(lists, (name, value) -> true), NOON);
    }
}
