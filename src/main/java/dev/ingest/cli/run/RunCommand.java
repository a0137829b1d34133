package dev.ingest.cli.run;

import dev.ingest.cli.log.LogFile;
import dev.ingest.cli.log.RunLog;
import dev.ingest.cli.option.DateText;
import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.JobCountText;
import dev.ingest.cli.option.Loudness;
import dev.ingest.cli.option.Options;
import dev.ingest.cli.option.Version;
import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.name.Counted;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.run.DryRun;
import dev.ingest.run.IngestRun;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RefusedRun;
import dev.ingest.run.RunParts;
import dev.ingest.run.RunRequest;
import dev.ingest.run.event.RunListener;
import dev.ingest.run.event.RunListeners;
import dev.ingest.run.event.RunSummary;
import dev.ingest.run.progress.RunProgress;
import dev.ingest.run.watch.StopSignal;
import dev.ingest.wiring.Notices;
import dev.ingest.wiring.Program;
import dev.ingest.wiring.UnreadHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code ingest run}: validates everything, then runs the jobs, or with {@code --dry-run} says what they would do. */
public final class RunCommand implements Callable<Integer> {
    public static final String NAME = "run";
    public static final String DESCRIPTION =
            "Runs the enabled jobs of the workbook, one after the other or some at once.";

    private static final Logger LOG = LoggerFactory.getLogger("ingest");
    private static final Logger FILE = LoggerFactory.getLogger(RunLog.FILE);
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT);

    private final OptionSpec dryRun = Options.flag(
            "--dry-run", "Validate workbook, settings and secrets and print what each job would do; write nothing.");
    private final OptionSpec connect =
            Options.flag("--connect", "With --dry-run: ask the databases too; still reads no row.");
    private final OptionSpec jobs = OptionSpec.builder("--job")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("PATTERN")
            .description("Only jobs whose source_name.table_name matches; * and ? are wildcards. May be repeated.")
            .build();
    private final OptionSpec failed = Options.flag(
            "--failed", "Only jobs that failed or were interrupted when they last ran, as the audit says.");
    private final OptionSpec date = Options.valued(
            "--date",
            "YYYY-MM-DD",
            LocalDate.class,
            new DateText(),
            "The execution date, which names the folders (default: today in the run's time zone).");
    private final OptionSpec replace =
            Options.flag("--replace", "With --date: allow a FULL load to replace the snapshot of a past day.");
    private final OptionSpec parallel = Options.valued(
            "--parallel",
            "JOBS",
            Integer.class,
            new JobCountText(),
            "How many jobs run side by side, 1 to 64 (default: parallel_jobs in [runtime]).");
    private final OptionSpec json = Options.flag(
            "--json", "Tell the run as lines of JSON on standard output, and people's lines on standard error.");

    private final Loudness loudness = new Loudness();
    private final HomeOptions files;
    private final CommandSpec spec;
    private Optional<Notices> notices = Optional.empty();

    private RunCommand(HomeOptions files) {
        this.files = files;
        this.spec = Options.command(this, NAME, DESCRIPTION);
        List.of(dryRun, connect, jobs, failed, date, replace, parallel, json).forEach(spec::addOption);
        loudness.addTo(spec);
    }

    /** The command, of a home whose files {@code files} names. */
    public static CommandSpec of(HomeOptions files) {
        return new RunCommand(files).spec;
    }

    @Override
    public Integer call() {
        Path home = files.home();
        try {
            Program program = files.load();
            RunRequest request = request(ZonedDateTime.now(program.zone()));
            if (Options.isSet(dryRun)) {
                return dryRun(program, request).code();
            }
            Program.keepPrivate(home);
            try (RunLog log = log(program, request.moment())) {
                LOG.debug("Log {}", log);
                notices = told(program.notices(origin(home, request.moment()), request.moment()));
                ExitCode code = run(program, request, log);
                if (code != ExitCode.LOCKED) {
                    ReportAfterRun.write(program, code);
                }
                return code.code();
            }
        } catch (IngestException e) {
            return unreadable(home, e).code();
        }
    }

    /** What workbook or settings were to say of the log is not known: it is kept as if they said nothing. */
    private ExitCode unreadable(Path home, IngestException failure) {
        UnreadHome unread = files.unread();
        RunMoment moment = request(ZonedDateTime.now(unread.zone())).moment();
        if (Options.isSet(dryRun)) {
            return end(home, failure, moment);
        }
        Program.keepPrivate(home);
        LogFile file = new LogFile(
                logFile(home, moment),
                SettingCatalog.LOG_LEVEL.fallback(),
                SettingCatalog.LOG_FORMAT.fallback(),
                SettingCatalog.LOG_FILE_BYTES.fallback(),
                SettingCatalog.LOG_FILES_KEPT.fallback());
        try (RunLog log = RunLog.file(loudness.ofRun(), unread.zone(), stream(), file)) {
            LOG.debug("Log {}", log);
            notices = told(unread.notices(origin(home, moment), moment));
            ExitCode code = end(home, failure, moment);
            unread.report().ifPresent(report -> ReportAfterRun.write(report, code));
            return code;
        }
    }

    private static RunOrigin origin(Path home, RunMoment moment) {
        return RunOrigin.here(Version.text(), home, logFile(home, moment));
    }

    private Optional<Notices> told(Notices all) {
        if (Options.isSet(json)) {
            all.tellLines(this::print);
        }
        return Optional.of(all);
    }

    private RunLog.Stream stream() {
        return Options.isSet(json) ? RunLog.Stream.ERR : RunLog.Stream.OUT;
    }

    /** As it is: what masks secrets in people's lines would not spare the form of this one. */
    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(line + "\n");
        out.flush();
    }

    private RunLog log(Program program, RunMoment moment) {
        return RunLog.file(
                loudness.ofRun(),
                program.zone(),
                stream(),
                new LogFile(
                        logFile(program.home(), moment),
                        program.logLevel(),
                        program.logFormat(),
                        program.logFileBytes(),
                        program.logFilesKept()));
    }

    private static Path logFile(Path home, RunMoment moment) {
        return home.resolve("logs").resolve("ingestion_" + FILE_TIME.format(moment.start()) + ".log");
    }

    private Optional<LocalDate> date() {
        return Options.value(date);
    }

    private List<String> patterns() {
        return Options.<List<String>>value(jobs).orElse(List.of());
    }

    private int jobsAtOnce(Program program) {
        return Options.<Integer>value(parallel).orElseGet(program::jobsAtOnce);
    }

    /** A date beyond today, which {@link #misused} refuses, names no folder and no file. */
    private RunRequest request(ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        RunMoment moment =
                new RunMoment(now, date().filter(day -> !day.isAfter(today)).orElse(today));
        JobSelection.LastOutcome outcome =
                Options.isSet(failed) ? JobSelection.LastOutcome.UNSUCCESSFUL : JobSelection.LastOutcome.ANY;
        RunRequest.PastSnapshots past =
                Options.isSet(replace) ? RunRequest.PastSnapshots.REPLACE : RunRequest.PastSnapshots.KEEP;
        return new RunRequest(new JobSelection(patterns(), outcome), moment, past);
    }

    /** Options that make no sense together or today. */
    private List<Finding> misused(ZonedDateTime now) {
        List<Finding> findings = new ArrayList<>();
        date().filter(day -> day.isAfter(now.toLocalDate()))
                .ifPresent(day -> findings.add(new Finding(
                        "--date",
                        day + " lies beyond today, " + now.toLocalDate()
                                + " in the run's time zone. Give today's date or an earlier one.")));
        if (Options.isSet(connect) && !Options.isSet(dryRun)) {
            findings.add(new Finding(
                    "--connect", "without --dry-run the jobs would load. Add --dry-run, or leave out --connect."));
        }
        if (Options.isSet(replace) && date().isEmpty()) {
            findings.add(new Finding("--replace", "it says what a --date may replace. Add --date, or leave it out."));
        }
        if (Options.isSet(json) && Options.isSet(dryRun)) {
            findings.add(new Finding("--json", "a dry run tells people what it would do. Leave out one of the two."));
        }
        return findings;
    }

    private ExitCode dryRun(Program program, RunRequest request) {
        List<Finding> findings = findings(program, request);
        if (!findings.isEmpty()) {
            return refuse(program.home(), findings, request.moment());
        }
        PrintWriter out = spec.commandLine().getOut();
        try (RunLog terminal = RunLog.terminal(loudness.ofDryRun(), program.zone(), RunLog.Stream.OUT)) {
            LOG.debug("Dry run, log {}", terminal);
            program.warnings().forEach(warning -> out.println("warning: " + warning));
            out.println(program.credentials());
            DryRun.Reach reach = Options.isSet(connect) ? DryRun.Reach.CONNECT : DryRun.Reach.WORKBOOK;
            int jobsAtOnce = jobsAtOnce(program);
            DryRunReport report = new DryRunReport(out, program.destination());
            report.begin(program.limits(jobsAtOnce));
            return report.end(program.dryRun(jobsAtOnce).plan(request, reach, report::print, LOG::warn));
        }
    }

    private ExitCode run(Program program, RunRequest request, RunLog log) {
        try {
            List<Finding> findings = findings(program, request);
            if (!findings.isEmpty()) {
                return refuse(program.home(), findings, request.moment());
            }
            program.warnings().forEach(LOG::warn);
            program.upkeep().prune(request.moment().start().toLocalDate());
            return execute(program, request, log);
        } catch (IngestException e) {
            return end(program.home(), e, request.moment());
        }
    }

    private List<Finding> findings(Program program, RunRequest request) {
        List<Finding> findings = misused(request.moment().start());
        findings.addAll(program.findings(request));
        return findings;
    }

    private ExitCode refuse(Path home, List<Finding> findings, RunMoment moment) {
        List<String> reasons = findings.stream().map(Finding::toString).toList();
        PrintWriter err = spec.commandLine().getErr();
        err.println(Counted.of(reasons.size(), "fault") + ":");
        reasons.forEach(reason -> err.println("  " + reason));
        reasons.forEach(FILE::error);
        return left(home, reasons, moment, ExitCode.CONFIGURATION);
    }

    /** Something failed outside any job. */
    private ExitCode end(Path home, IngestException failure, RunMoment moment) {
        spec.commandLine().getErr().println(failure.getMessage());
        FILE.error("{}", failure.getMessage(), failure);
        return left(home, List.of(failure.getMessage()), moment, ExitCode.of(failure));
    }

    /** A run that ends before its first job leaves a line a fault for whoever reads the audit in the morning. */
    private ExitCode left(Path home, List<String> reasons, RunMoment moment, ExitCode code) {
        if (!Options.isSet(dryRun)) {
            RefusedRun.audit(home.resolve("metadata"), moment, reasons);
        }
        notices.ifPresent(all -> all.ended(code.status(), code.code(), reasons));
        return code;
    }

    private ExitCode execute(Program program, RunRequest request, RunLog log) {
        StopSignal stop = new StopSignal();
        // A terminal of which the one half is a machine's to read stays as it is.
        RunView view = Options.isSet(json) ? RunView.ofLines() : RunView.open(loudness, log, System.getenv());
        Thread hook = StopHook.of(stop, view::stopping);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Optional<RunSummary> summary = execute(program, request, view.progress(), stop);
            ExitCode code = stop.requested() ? ExitCode.INTERRUPTED : code(summary);
            notices.ifPresent(all -> all.ended(code.status(), code.code(), List.of()));
            return code;
        } finally {
            // Before the hook hears that the run is over: it ends the process.
            view.close();
            stop.ended();
            StopHook.remove(hook, stop);
        }
    }

    private Optional<RunSummary> execute(Program program, RunRequest request, RunProgress progress, StopSignal stop) {
        int jobsAtOnce = jobsAtOnce(program);
        RunParts parts = program.parts(program.judged(request.moment()), jobsAtOnce);
        RunLogger people =
                new RunLogger(progress, plan -> source(parts, plan), logFile(program.home(), request.moment()));
        return new IngestRun(parts, listener(people), progress, stop).execute(request);
    }

    private static String source(RunParts parts, JobPlan plan) {
        return parts.sources()
                .connector(plan.reading().type(), plan.reading().section().source())
                .place()
                .orElse(plan.reading().type().label());
    }

    private RunListener listener(RunListener people) {
        return notices.<RunListener>map(all -> new RunListeners(List.of(people, all.listener())))
                .orElse(people);
    }

    private static ExitCode code(Optional<RunSummary> summary) {
        return summary.map(ended -> ended.succeeded() ? ExitCode.SUCCESS : ExitCode.JOB_FAILED)
                .orElse(ExitCode.LOCKED);
    }
}
