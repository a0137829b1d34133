package dev.ingest.cli.run;

import dev.ingest.cli.log.RunLog;
import dev.ingest.cli.option.Version;
import dev.ingest.job.JobPlan;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.ShownPath;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.LandedLoad;
import dev.ingest.run.event.RunHeader;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.progress.RunProgress;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a run's story in the words that the users of the Python tool know. */
final class RunLogger implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    private static final Logger PLAIN = LoggerFactory.getLogger(RunLog.PLAIN);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter FOLDERS = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
    private static final String RULE = "=".repeat(80);

    private final RunProgress progress;
    private final Function<JobPlan, String> source;
    private final Path log;
    private String partition = "";
    private String date = "";
    private String destination = "";
    private String pathLabel = "";

    /**
     * @param progress knows the jobs' numbers
     * @param source where a plan reads, and as whom
     * @param log the log's file
     */
    RunLogger(RunProgress progress, Function<JobPlan, String> source, Path log) {
        this.progress = progress;
        this.source = source;
        this.log = log;
    }

    @Override
    public void started(RunHeader header, int jobs) {
        partition = FOLDERS.format(header.moment().date());
        date = header.moment().date().toString();
        destination = header.places().destination();
        pathLabel = header.places().landing().startsWith("ADLS") ? "ADLS Path" : "Path";
        PLAIN.info(RULE);
        PLAIN.info("ingest {} - from databases and APIs into the lake", Version.text());
        PLAIN.info(RULE);
        PLAIN.info(
                "Execution Time: {} {}",
                MOMENT.format(header.moment().start()),
                zone(header.moment().start().getZone()));
        PLAIN.info("Partition Path: {}", partition);
        PLAIN.info("Layout: {}", header.places().layout());
        PLAIN.info("Destination: {} ({})", destination, header.places().landing());
        PLAIN.info(RULE);
        PLAIN.info("{}", header.places().credentials());
        PLAIN.info("Executing {} ingestion {}", jobs, jobs == 1 ? "job" : "jobs");
        PLAIN.info(RULE);
    }

    @Override
    public void recovered(List<String> actions) {
        actions.forEach(action -> LOG.warn("[RECOVERY] {}", action));
    }

    @Override
    public void jobStarted(String name) {
        LOG.info("Starting job: {}", name);
        progress.now().stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .ifPresent(job -> LOG.info("  Job {} of {}", job.number(), job.jobs()));
    }

    @Override
    public void jobPlanned(JobPlan plan, String landingPath, List<String> warnings) {
        LOG.info("  Source: {}", source.apply(plan));
        LOG.info("  Load Type: {}", plan.loadType());
        LOG.info("  Execution Date: {}", date);
        LOG.info("  Partition Path: {}", partition);
        if (plan.loadType() == LoadType.INCREMENTAL) {
            String column =
                    plan.reading().cursor().map(cursor -> cursor.column()).orElse("");
            LOG.info("Incremental load: {}", plan.reading().window().describe(column));
        }
        warnings.forEach(LOG::warn);
    }

    @Override
    public void jobEnded(JobOutcome outcome) {
        if (outcome.status() == JobStatus.SUCCESS) {
            LOG.info("[SUCCESS] Job completed successfully");
            LOG.info("  Rows processed: {}", Amounts.grouped(outcome.rows()));
            LOG.info("  Rows per second: {}", Amounts.grouped(outcome.rowsASecond()));
            LOG.info("  Schema version: {}", outcome.schemaVersion());
            LOG.info("  Duration: {}s", Amounts.seconds(outcome.duration()));
            outcome.path().ifPresentOrElse(this::landed, () -> LOG.info("  Nothing landed: there were no new rows"));
        } else {
            // The file keeps the stack trace; the terminal's lines leave it out.
            RuntimeException failure = outcome.failure().orElseGet(() -> new IllegalStateException("no cause known"));
            LOG.error("[{}] {}: {}", outcome.status(), outcome.name(), failure.getMessage(), failure);
            LOG.info("  Duration: {}s", Amounts.seconds(outcome.duration()));
        }
    }

    @Override
    public void nested(String name, long rows) {
        LOG.info("  Rows of {}: {}", name, Amounts.grouped(rows));
    }

    @Override
    public void landed(LandedLoad load) {
        load.committed()
                .watermark()
                .ifPresent(reached ->
                        LOG.info("  Watermark: {} -> {}", load.before().orElse("none"), reached));
        if (load.committed().files() > 0) {
            LOG.info("  Files: {}, {}", Amounts.grouped(load.committed().files()), Amounts.bytes(load.bytes()));
        }
    }

    @Override
    public void warned(String sentence) {
        LOG.warn(sentence);
    }

    @Override
    public void ended(RunSummary summary) {
        PLAIN.info(RULE);
        SummaryTable table = new SummaryTable(summary);
        PLAIN.info(table.header());
        summary.outcomes().forEach(outcome -> tell(outcome, table.line(outcome)));
        PLAIN.info(table.totals());
        PLAIN.info(RULE);
        List<JobOutcome> failed = summary.outcomes().stream()
                .filter(outcome -> outcome.failure().isPresent())
                .toList();
        failed.forEach(outcome -> tell(
                outcome,
                "[" + outcome.status() + "] " + outcome.name() + ": "
                        + outcome.failure().map(Throwable::getMessage).orElse("")));
        if (!failed.isEmpty()) {
            PLAIN.info("Log: {}", ShownPath.of(log));
            PLAIN.info(RULE);
        }
    }

    private void landed(String path) {
        LOG.info("  {}: {}/{}", pathLabel, destination, path);
        LOG.info("  Partition: {}", partition);
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static void tell(JobOutcome outcome, String line) {
        if (outcome.status() == JobStatus.SUCCESS) {
            PLAIN.info(line);
        } else {
            PLAIN.info(RunLog.FAILURE, line);
        }
    }
}
