package dev.ingest.cli;

import dev.ingest.config.Finding;
import dev.ingest.config.LogLevel;
import dev.ingest.failure.IngestException;
import dev.ingest.plan.RunMoment;
import dev.ingest.run.DryRun;
import dev.ingest.run.IngestRun;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RefusedRun;
import dev.ingest.run.RunRequest;
import dev.ingest.run.RunSummary;
import dev.ingest.run.StopSignal;
import dev.ingest.wiring.Program;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ingest run}: validates everything, then runs the jobs, or with {@code --dry-run} says what they would do. */
@Command(
        name = "run",
        description = "Runs the enabled jobs of the workbook, one after the other.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOptions files = new HomeOptions();

    @Option(
            names = "--dry-run",
            description = "Validate workbook, settings and secrets and print what each job would do; write nothing.")
    private boolean dryRun;

    @Option(names = "--connect", description = "With --dry-run: ask the databases too; still reads no row.")
    private boolean connect;

    @Option(
            names = "--job",
            paramLabel = "PATTERN",
            description = "Only jobs whose source_name.table_name matches; * and ? are wildcards. May be repeated.")
    private List<String> jobs = List.of();

    @Option(
            names = "--failed",
            description = "Only jobs that failed or were interrupted when they last ran, as the audit says.")
    private boolean failed;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            converter = DateText.class,
            description = "The execution date, which names the folders (default: today in the run's time zone).")
    private Optional<LocalDate> date = Optional.empty();

    @Option(names = "--replace", description = "With --date: allow a FULL load to replace the snapshot of a past day.")
    private boolean replace;

    @Override
    public Integer call() {
        try {
            Program program = Program.load(files.home(), files.config(), files.secrets(), System.getenv());
            RunRequest request = request(ZonedDateTime.now(program.zone()));
            List<Finding> findings = program.findings(request);
            if (!findings.isEmpty()) {
                return refuse(findings, request.moment()).code();
            }
            return (dryRun ? dryRun(program, request) : run(program, request)).code();
        } catch (IngestException e) {
            leaveAudit(
                    e.getMessage(),
                    request(ZonedDateTime.now(Clock.systemUTC())).moment());
            throw e;
        }
    }

    private RunRequest request(ZonedDateTime now) {
        RunMoment moment = new RunMoment(now, date.orElse(now.toLocalDate()));
        JobSelection.LastOutcome outcome =
                failed ? JobSelection.LastOutcome.UNSUCCESSFUL : JobSelection.LastOutcome.ANY;
        RunRequest.PastSnapshots past = replace ? RunRequest.PastSnapshots.REPLACE : RunRequest.PastSnapshots.KEEP;
        return new RunRequest(new JobSelection(jobs, outcome), moment, past);
    }

    private ExitCode refuse(List<Finding> findings, RunMoment moment) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(findings.size() == 1 ? "1 fault:" : findings.size() + " faults:");
        findings.forEach(finding -> err.println("  " + finding));
        leaveAudit(findings.stream().map(Finding::toString).collect(Collectors.joining(" ")), moment);
        return ExitCode.CONFIGURATION;
    }

    /** A run that ends before its first job leaves a line for whoever reads the audit in the morning. */
    private void leaveAudit(String reason, RunMoment moment) {
        if (!dryRun) {
            RefusedRun.audit(files.home().resolve("metadata"), moment, reason);
        }
    }

    private ExitCode dryRun(Program program, RunRequest request) {
        PrintWriter out = spec.commandLine().getOut();
        try (RunLog terminal = RunLog.terminal(LogLevel.WARNING, program.zone())) {
            LOG.debug("Dry run, log {}", terminal);
            program.warnings().forEach(warning -> out.println("warning: " + warning));
            out.println(program.credentials());
            DryRun.Reach reach = connect ? DryRun.Reach.CONNECT : DryRun.Reach.WORKBOOK;
            return new DryRunReport(out, program.destination()).print(program.dryRun(request, reach));
        }
    }

    private ExitCode run(Program program, RunRequest request) {
        String name = "ingestion_" + FILE_TIME.format(request.moment().start()) + ".log";
        Path file = program.home().resolve("logs").resolve(name);
        try (RunLog log =
                RunLog.file(program.logLevel(), program.zone(), file, program.logFileBytes(), program.logFilesKept())) {
            LOG.debug("Log {}", log);
            program.warnings().forEach(LOG::warn);
            return execute(program, request);
        }
    }

    private ExitCode execute(Program program, RunRequest request) {
        StopSignal stop = new StopSignal();
        Thread hook = StopHook.of(stop);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Optional<RunSummary> summary = new IngestRun(program.parts(), new RunNarration(), stop).execute(request);
            if (stop.requested()) {
                return ExitCode.INTERRUPTED;
            }
            return summary.map(ended -> ended.succeeded() ? ExitCode.SUCCESS : ExitCode.JOB_FAILED)
                    .orElse(ExitCode.LOCKED);
        } finally {
            stop.ended();
            StopHook.remove(hook, stop);
        }
    }
}
