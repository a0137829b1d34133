package dev.ingest.cli.setup;

import dev.ingest.cli.option.ExitCode;
import dev.ingest.cli.option.HomeOptions;
import dev.ingest.cli.option.RootCommand;
import dev.ingest.cli.option.Version;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.ShownPath;
import dev.ingest.setup.HomeFile;
import dev.ingest.setup.InstalledProgram;
import dev.ingest.setup.NewHome;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ingest init}: makes a home folder. */
@Command(
        name = InitCommand.NAME,
        description = InitCommand.DESCRIPTION,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class InitCommand implements Callable<Integer> {
    public static final String NAME = "init";
    public static final String DESCRIPTION =
            "Makes a home folder: workbook, secrets, settings and start scripts. Files that are there stay as"
                    + " they are.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private RootCommand root = HomeOptions::new;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "The folder, which is made where it is absent (default: the home folder).")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--source",
            paramLabel = "KIND",
            split = ",",
            converter = SourceTypeText.class,
            completionCandidates = SourceTypeText.class,
            description =
                    "Add a sample row and section for postgresql, oracle, mssql, azure_sql or api. May be repeated.")
    private List<SourceType> kinds = List.of();

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The program that the start scripts start (default: the one that is running).")
    private Optional<Path> jar = Optional.empty();

    @Override
    public Integer call() {
        Path home = folder.map(path -> path.toAbsolutePath().normalize())
                .orElseGet(() -> root.files().folder());
        List<HomeFile> files = new NewHome(home, program(), kinds).make();
        out().println("The home " + ShownPath.of(home) + " has");
        files.forEach(file -> out().println("  " + told(file)));
        boolean sampled = files.stream().allMatch(file -> file.state() == HomeFile.State.MADE);
        if (!kinds.isEmpty() && !sampled) {
            out().println("Samples stand in new files alone.");
        }
        tellWhatIsNext();
        return ExitCode.SUCCESS.code();
    }

    private InstalledProgram program() {
        InstalledProgram running = InstalledProgram.running();
        return jar.map(file -> running.in(existing(file))).orElse(running);
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot start the program " + ShownPath.of(file.toAbsolutePath())
                            + ": there is no such file. Correct --jar.");
        }
        return file;
    }

    private static String told(HomeFile file) {
        return switch (file.state()) {
            case MADE -> "new        " + file.name();
            case STOOD_ALREADY -> "as it was  " + file.name();
        };
    }

    private void tellWhatIsNext() {
        String script = File.separatorChar == '\\' ? "ingest" : "./ingest.sh";
        out().println();
        out().println("Next, in that folder:");
        out().println("  1. say in .dlt/secrets.toml where files land (bucket_url) and how each source is reached");
        out().println("  2. fill in a row of config/ingestion_config.xlsx for each table, with enabled Y;");
        out().println("     " + script + " discover SOURCE --add  writes the rows of a source");
        out().println("  3. " + script + " check");
        out().println("  4. " + script + " run");
        out().println("  5. " + script + " schedule install  has the jobs run every night");
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
