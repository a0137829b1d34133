package dev.ingest.source.rest.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * What to make of certain answers; the first that fits counts.
 *
 * @param statuses empty: any
 * @param content a text that stands in the body
 * @param field a value in the body
 * @param message what people read when it makes the job fail
 */
public record Rule(
        List<Statuses> statuses,
        Optional<String> content,
        Optional<Field> field,
        Action action,
        Optional<String> message) {
    public Rule {
        statuses = List.copyOf(statuses);
    }

    /** Whether it is for answers of {@code status}. */
    public boolean covers(int status) {
        return statuses.isEmpty() || statuses.stream().anyMatch(range -> range.from <= status && status <= range.to);
    }

    /** Both ends included. */
    public record Statuses(int from, int to) {}

    /** A path in a JSON body, and the value there as text. */
    public record Field(String path, String equal) {}

    /** What is done about an answer. */
    public enum Action {
        /** It has no records, is counted, and ends its pages. */
        IGNORE,
        RETRY,
        FAIL,
        /** The tokens are renewed, and the request is sent once more. */
        LOGIN,
        /** The records have ended. */
        END,
        /** The API's window of results is full; its pages begin anew behind the last record. */
        RESTART
    }
}
