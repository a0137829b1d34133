package dev.ingest.source.rest.exchange;

import dev.ingest.source.rest.body.Body;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What came back, and what the rules make of it.
 *
 * @param request as it was asked, without redirects
 */
public record Reply(Request request, int status, HttpHeaders headers, Body body, Verdict verdict)
        implements AutoCloseable {

    /** What a reply counts as. */
    public enum Verdict {
        RECORDS,
        /** A rule passes over it: no records, and its pages end. */
        IGNORED,
        /** A rule takes it for the end: no records. */
        ENDED,
        /** A rule takes it for a full window: no records, and pages begin anew behind the last record. */
        RESTART
    }

    /** What the API's clock showed, as far as it says. */
    public Optional<Instant> date() {
        return headers.firstValue("date").flatMap(Reply::instant);
    }

    private static Optional<Instant> instant(String written) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(written)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
