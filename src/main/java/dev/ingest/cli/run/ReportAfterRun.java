package dev.ingest.cli.run;

import dev.ingest.cli.log.RunLog;
import dev.ingest.cli.option.ExitCode;
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
    private static final Logger FILE = LoggerFactory.getLogger(RunLog.FILE);
    /** A lake with many manifests that were never read must not hold up a night. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ReportAfterRun() {}

    /** On a terminal that has just said why nothing ran, the page says no more: the log file alone tells of it. */
    static void write(Program program, ExitCode ended) {
        if (program.reportsRuns()) {
            write(program.report(), ended);
        }
    }

    /** The same of a report that is made without the program. */
    static void write(Report report, ExitCode ended) {
        Logger log = ended == ExitCode.CONFIGURATION ? FILE : LOG;
        try {
            Report.Written written = report.write(PATIENCE);
            written.faults().forEach(fault -> log.warn("Report: {}", fault));
            log.info("Report: {}", ShownPath.of(written.page()));
        } catch (IngestException e) {
            log.warn("{} The run itself is not touched by that.", e.getMessage());
        }
    }
}
