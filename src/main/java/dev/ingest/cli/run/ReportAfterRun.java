package dev.ingest.cli.run;

import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import dev.ingest.report.Report;
import dev.ingest.wiring.Program;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page that a run leaves. It never changes how the run ended. */
final class ReportAfterRun {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    /** A lake with many manifests that were never read must not hold up a night. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ReportAfterRun() {}

    static void write(Program program) {
        if (!program.reportsRuns()) {
            return;
        }
        try {
            Report.Written written = program.report().write(PATIENCE);
            written.faults().forEach(fault -> LOG.warn("Report: {}", fault));
            LOG.info("Report: {}", ShownPath.of(written.page()));
        } catch (IngestException e) {
            LOG.warn("{} The run itself is not touched by that.", e.getMessage());
        }
    }
}
