package dev.ingest.run.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Since when sources and their datasets cannot be reached; what one job has waited for, the next one does not. */
public final class Outages {
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** Since when {@code dataset} cannot be reached, {@code now} being the latest it may have begun; nanoseconds. */
    long since(String dataset, long now) {
        return since.computeIfAbsent(dataset, begun -> now);
    }

    void over(String dataset) {
        since.remove(dataset);
    }
}
