package dev.ingest.source.rest.endpoint;

import java.util.List;

/**
 * How much of an API's capacity its jobs may take together.
 *
 * @param concurrency requests under way at once
 * @param budgets each holds for the requests whose path it covers
 */
public record Traffic(int concurrency, List<Budget> budgets) {
    /** What holds where nothing is written. */
    public static final Traffic STANDARD = new Traffic(4, List.of());

    public Traffic {
        budgets = List.copyOf(budgets);
    }
}
