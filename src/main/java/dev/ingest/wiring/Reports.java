package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.report.Report;
import dev.ingest.report.ReportParts;
import dev.ingest.run.JobList;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a report is made from, as far as workbook and settings can tell. */
public final class Reports {
    private static final String UNSET = "a lake that is not set";

    private final JobList jobs;
    private final Supplier<String> destination;
    private final Supplier<LandingStore> store;

    Reports(JobList jobs, Supplier<String> destination, Supplier<LandingStore> store) {
        this.jobs = jobs;
        this.destination = destination;
        this.store = store;
    }

    /**
     * The report of a home of which workbook or settings cannot be read: of what ran before, without the lake. Absent where
     * settings that can be read want none.
     */
    public static Optional<Report> unread(
            Path home, Path secretsFile, Map<String, String> environment, IngestException why) {
        SettingScope runtime =
                HomeSettings.readable(home, secretsFile, environment).global("runtime");
        return runtime.value(SettingCatalog.REPORT)
                ? Optional.of(new Report(new ReportParts(
                        home.resolve("metadata"),
                        Optional.empty(),
                        List.of(),
                        UNSET,
                        () -> {
                            throw why;
                        },
                        Clock.system(runtime.value(SettingCatalog.TIME_ZONE)))))
                : Optional.empty();
    }

    Report of(Path metadata, Clock clock) {
        return new Report(new ReportParts(metadata, Optional.of(jobs.names()), datasets(), shown(), store, clock));
    }

    /** A lake that cannot be told has its fault told by whoever opens it. */
    private String shown() {
        try {
            return destination.get();
        } catch (IngestException e) {
            return UNSET;
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
