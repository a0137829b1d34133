package dev.ingest.wiring;

import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.report.Report;
import dev.ingest.report.ReportParts;
import dev.ingest.run.JobList;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a report is made from, as far as workbook and settings can tell. */
final class Reports {
    private final JobList jobs;
    private final Supplier<String> destination;
    private final Supplier<LandingStore> store;

    Reports(JobList jobs, Supplier<String> destination, Supplier<LandingStore> store) {
        this.jobs = jobs;
        this.destination = destination;
        this.store = store;
    }

    Report of(Path metadata, Clock clock) {
        return new Report(
                new ReportParts(metadata, Optional.of(jobs.names()), datasets(), shown(destination), store, clock));
    }

    /** A lake that cannot be told has its fault told by whoever opens it. */
    static String shown(Supplier<String> destination) {
        try {
            return destination.get();
        } catch (IngestException e) {
            return "a lake that is not set";
        }
    }

    /** A setting may keep a job from being placed: then what landed before is all that is told. */
    private List<String> datasets() {
        try {
            return jobs.datasets();
        } catch (IngestException e) {
            return List.of();
        }
    }
}
