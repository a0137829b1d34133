package dev.ingest.schedule;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of a user's crontab, known by the comment that it ends with; all other lines stay as they are. */
final class Cron implements Scheduler {
    static final String NONE_YET = "no crontab for";

    private final Commands commands;

    Cron(Commands commands) {
        this.commands = commands;
    }

    @Override
    public List<Step> install(NightlyRun run) throws IOException {
        if (run.account().isPresent()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot schedule runs as " + run.account().get()
                            + ": a crontab belongs to whoever writes it. Install it as that account, without --account.");
        }
        return List.of(written(Stream.concat(others(run.name()), Stream.of(line(run)))));
    }

    @Override
    public List<Step> remove(String name) throws IOException {
        return List.of(written(others(name)));
    }

    @Override
    public Optional<String> installed(String name) throws IOException {
        return lines().filter(line -> line.endsWith(mark(name))).findFirst();
    }

    @Override
    public String shown(String name) throws IOException {
        return installed(name).orElse("");
    }

    @Override
    public boolean isOfSameHome(String installed, NightlyRun run) {
        return installed.contains(command(run));
    }

    @Override
    public String wayOut() {
        return "Ask for the right to use crontab (cron.allow)";
    }

    private Stream<String> others(String name) throws IOException {
        return lines().filter(line -> !line.endsWith(mark(name)));
    }

    private Stream<String> lines() throws IOException {
        Commands.Ended listed = commands.run(List.of("crontab", "-l"), "");
        if (listed.succeeded()) {
            return listed.output().lines();
        }
        if (listed.output().contains(NONE_YET)) {
            return Stream.empty();
        }
        throw new IOException("crontab -l said: " + listed.output().strip());
    }

    private static Step written(Stream<String> lines) {
        return new Step.Run(List.of("crontab", "-"), lines.collect(Collectors.joining("\n", "", "\n")));
    }

    private static String line(NightlyRun run) {
        return run.at().getMinute() + " " + run.at().getHour() + " * * * " + command(run) + " run --quiet"
                + mark(run.name());
    }

    private static String command(NightlyRun run) {
        return quoted(run.home().resolve("ingest.sh"));
    }

    private static String mark(String name) {
        return " # " + name;
    }

    /** For the shell, and for cron, which ends a command at a percent sign. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''").replace("%", "\\%") + "'";
    }
}
