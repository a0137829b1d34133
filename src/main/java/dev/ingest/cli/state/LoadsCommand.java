package dev.ingest.cli.state;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.JsonAnswer;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.TextTable;
import dev.ingest.cli.option.Version;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.Manifest;
import dev.ingest.job.cursor.Bound;
import dev.ingest.record.answer.LoadsAnswer;
import dev.ingest.run.JobSelection;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest loads}: the loads that count, newest first. */
@Command(
        name = LoadsCommand.NAME,
        description = LoadsCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class LoadsCommand implements Callable<Integer> {
    public static final String NAME = "loads";
    public static final String DESCRIPTION =
            "Lists the loads that landed, newest first, as their manifests in the lake tell of them.";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Option(
            names = "--job",
            paramLabel = "PATTERN",
            description = "Only loads of jobs whose source_name.table_name matches; * and ? are wildcards."
                    + " May be repeated.")
    private List<String> jobs = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "How many loads at the most (default: 20).")
    private int limit = 20;

    @Mixin
    private JsonAnswer json = new JsonAnswer();

    @Override
    public Integer call() {
        return root.files().quietly(json.log(), program -> {
            JobSelection selection = new JobSelection(jobs, JobSelection.LastOutcome.ANY);
            List<Manifest> loads = program.loads(selection, Math.max(0, limit));
            if (json.wanted()) {
                json.print(spec, LoadsAnswer.of(loads, program.zone()));
                return ExitCode.SUCCESS;
            }
            TextTable table = new TextTable("LOAD", "TIME", "JOB", "TYPE", "ROWS", "FILES", "WATERMARK", "FOLDER");
            loads.forEach(load -> table.add(cells(load, program.zone())));
            table.lines().forEach(spec.commandLine().getOut()::println);
            return ExitCode.SUCCESS;
        });
    }

    private static List<String> cells(Manifest load, ZoneId zone) {
        return List.of(
                load.load().text(),
                TIME.withZone(zone).format(load.made()),
                load.job().name(),
                load.job().type().name(),
                Long.toString(load.rows()),
                Integer.toString(load.files().size()),
                load.progress().map(LoadsCommand::range).orElse(""),
                folder(load));
    }

    /** What was read from and how far it came. */
    private static String range(CursorProgress progress) {
        String from = progress.window()
                .low()
                .map(low -> (low.edge() == Bound.Edge.INCLUSIVE ? "from " : "after ") + low.value() + " to ")
                .orElse("to ");
        return from + progress.watermark();
    }

    /** The table's folder that the load landed in, as the audit says it, whatever partitions lie below. */
    private static String folder(Manifest load) {
        return AuditLine.parse(load.audit().line())
                .map(AuditLine::partitionPath)
                .orElse("");
    }
}
