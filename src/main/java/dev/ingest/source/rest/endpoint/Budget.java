package dev.ingest.source.rest.endpoint;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * So many requests in so long.
 *
 * @param path of the requests that it is for, {@code *} stands for anything: {@code /search*}
 */
public record Budget(String path, long requests, Duration per) {

    /** Whether requests of {@code path} draw on it. */
    public boolean covers(String requested) {
        String pattern =
                Arrays.stream(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return requested.matches(pattern);
    }
}
