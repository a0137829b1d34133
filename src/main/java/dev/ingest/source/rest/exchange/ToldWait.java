package dev.ingest.source.rest.exchange;

import dev.ingest.source.rest.endpoint.Retries;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an API says to come back: {@code Retry-After} (RFC 9110), or one of the headers that stand for it. A number is seconds
 * from now, or, where it is too large for that, an instant in seconds or milliseconds since 1970.
 */
final class ToldWait {
    private static final List<String> KNOWN = List.of(
            "Retry-After", "X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset", "X-RateLimit-Retry-After");

    /** No API asks anybody to stay away for 30 years. */
    private static final BigDecimal LEAST_INSTANT = BigDecimal.valueOf(1_000_000_000L);

    private static final BigDecimal LEAST_MILLIS = BigDecimal.valueOf(100_000_000_000L);
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000_000_000_000L);

    private final Retries retries;

    ToldWait(Retries retries) {
        this.retries = retries;
    }

    /** How long from {@code now} on, cut to the longest wait; nothing where the answer does not say it, or says the past. */
    Optional<Duration> of(HttpHeaders headers, Instant now) {
        // The server's own clock, where it shows it, is the one that its instants go by.
        Instant here = headers.firstValue("Date").flatMap(ToldWait::date).orElse(now);
        Optional<Duration> millis = headers.firstValue("Retry-After-Ms")
                .flatMap(ToldWait::number)
                .map(number -> Duration.ofMillis(number.longValue()));
        return Stream.concat(
                        Stream.concat(retries.waitHeader().stream(), KNOWN.stream())
                                .flatMap(name -> headers.firstValue(name).stream())
                                .flatMap(text -> wait(text.strip(), here).stream()),
                        millis.stream())
                .filter(wait -> !wait.isNegative() && !wait.isZero())
                .map(wait -> wait.compareTo(retries.longestWait()) > 0 ? retries.longestWait() : wait)
                .findFirst();
    }

    private static Optional<Duration> wait(String text, Instant here) {
        return number(text)
                .map(number -> number.compareTo(LEAST_INSTANT) < 0
                        ? Duration.ofMillis(number.movePointRight(3).longValue())
                        : Duration.between(here, instant(number)))
                .or(() -> date(text).map(then -> Duration.between(here, then)));
    }

    private static Instant instant(BigDecimal number) {
        BigDecimal millis = number.compareTo(LEAST_MILLIS) < 0 ? number.movePointRight(3) : number;
        return Instant.ofEpochMilli(millis.longValue());
    }

    private static Optional<BigDecimal> number(String text) {
        return text.length() > 20 || !text.matches("\\d+(\\.\\d+)?")
                ? Optional.empty()
                : Optional.of(new BigDecimal(text)).filter(number -> number.compareTo(MOST) < 0);
    }

    private static Optional<Instant> date(String text) {
        return date(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> date(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter form) {
        try {
            return Optional.of(ZonedDateTime.parse(text, form).toInstant());
        } catch (DateTimeException another) {
            return Optional.empty();
        }
    }
}
