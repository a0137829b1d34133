package dev.ingest.report;

import dev.ingest.landing.LandingStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a report is made from.
 *
 * @param metadata the folder of audit and journal, where the page goes
 * @param enabled the jobs that should run; absent where workbook or settings cannot be read
 * @param datasets where they land
 * @param destination the lake as people write it
 * @param store opens the lake
 * @param clock tells the time, in the zone of the runs
 */
public record ReportParts(
        Path metadata,
        Optional<List<String>> enabled,
        List<String> datasets,
        String destination,
        Supplier<LandingStore> store,
        Clock clock) {
    public ReportParts {
        enabled = enabled.map(List::copyOf);
        datasets = List.copyOf(datasets);
    }
}
