package dev.ingest.cli.state;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.JsonAnswer;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.Counted;
import dev.ingest.record.answer.StateAnswer;
import dev.ingest.run.JobSelection;
import dev.ingest.run.state.JobState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest state}: what workbook, journal, lake and audit remember of each job, and where they disagree. */
@Command(
        name = StateCommand.NAME,
        description = StateCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {StateSetCommand.class, StateResetCommand.class})
public final class StateCommand implements Callable<Integer> {
    public static final String NAME = "state";
    public static final String DESCRIPTION =
            "Shows what is remembered of each job: watermark cell, journal, lake, dlt, last outcome.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Parameters(
            paramLabel = "JOB",
            arity = "0..*",
            description = "Only jobs whose source_name.table_name matches; * and ? are wildcards.")
    private List<String> jobs = List.of();

    @Mixin
    private JsonAnswer json = new JsonAnswer();

    @Override
    public Integer call() {
        return root.files().quietly(json.log(), program -> {
            List<JobState> states = program.state(new JobSelection(jobs, JobSelection.LastOutcome.ANY));
            if (json.wanted()) {
                json.print(spec, StateAnswer.of(states, program.zone()));
                return ExitCode.SUCCESS;
            }
            states.forEach(this::print);
            long apart =
                    states.stream().filter(state -> !state.remarks().isEmpty()).count();
            out().println(
                            apart == 0
                                    ? Counted.of(states.size(), "job") + ", all places agree."
                                    : apart + " of " + Counted.of(states.size(), "job")
                                            + (apart == 1 ? " has" : " have") + " a remark (->).");
            return ExitCode.SUCCESS;
        });
    }

    /** The files of the command line, for an edit; jobs are named behind it alone. */
    HomeOptions files() {
        if (!jobs.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Cannot tell which job is meant: " + String.join(" ", jobs) + " stands before the sub-command."
                            + " Name the job behind it.");
        }
        return root.files();
    }

    /** Says what an edit means; an empty answer means that a run is under way. */
    static ExitCode answer(CommandSpec spec, Optional<String> answer) {
        if (answer.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("Cannot edit the watermark: a run is under way in this home folder. Wait for it to end.");
            return ExitCode.LOCKED;
        }
        spec.commandLine().getOut().println(answer.get());
        return ExitCode.SUCCESS;
    }

    private void print(JobState state) {
        out().println(state.job().name() + "  (" + state.job().row().loadType()
                + state.job()
                        .row()
                        .cursor()
                        .column()
                        .filter(column -> state.job().row().loadType() == LoadType.INCREMENTAL)
                        .map(column -> " by " + column)
                        .orElse("")
                + ")");
        if (state.job().row().loadType() == LoadType.INCREMENTAL) {
            line("cell", state.cell().isEmpty() ? "empty" : state.cell().text());
            line("journal", journal(state.journal()));
        }
        line("lake", state.last().map(StateCommand::load).orElse("no load yet"));
        if (state.job().row().loadType() == LoadType.INCREMENTAL) {
            line("dlt", state.dlt().orElse("no watermark"));
        }
        line("outcome", state.outcome().map(Enum::name).orElse("never ran here"));
        state.remarks().forEach(remark -> line("->", remark));
        out().println();
    }

    private static String journal(List<JournalEntry> entries) {
        if (entries.isEmpty()) {
            return "nothing waits";
        }
        JournalEntry last = entries.get(entries.size() - 1);
        return last.after().text() + " of load " + last.load()
                + (last.phase() == JournalEntry.Phase.DUE ? " waits to be written" : ", which was interrupted");
    }

    private static String load(Manifest load) {
        return load.progress().map(progress -> progress.watermark() + "  ").orElse("") + "load " + load.load() + " of "
                + load.made() + ", " + Counted.of(load.rows(), "row");
    }

    private void line(String label, String text) {
        out().println(String.format("  %-8s %s", label, text));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
