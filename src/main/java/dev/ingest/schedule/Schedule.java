package dev.ingest.schedule;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What the machine's scheduler knows of nightly runs. */
public final class Schedule {
    private final Scheduler scheduler;
    private final Scheduler elsewhere;
    private final Commands commands;

    /**
     * A schedule of the scheduler that {@code commands} reach.
     *
     * @param elsewhere the same on a machine that this is not
     */
    Schedule(Scheduler scheduler, Scheduler elsewhere, Commands commands) {
        this.scheduler = scheduler;
        this.elsewhere = elsewhere;
        this.commands = commands;
    }

    /** The schedule of {@code kind}, which is reached by {@code commands}. */
    public static Schedule of(SchedulerKind kind, SchedulerKind.Owner owner, Commands commands) {
        return new Schedule(kind.scheduler(owner, commands), kind.scheduler(owner, new ElsewhereCommands()), commands);
    }

    /** What {@link #install} would do, a line each; of a scheduler that this machine lacks, what it would do where there is one. */
    public List<String> plannedInstall(NightlyRun run) {
        try {
            return told(installing(run, scheduler.installed(run.name())));
        } catch (IOException absent) {
            return told(installing(elsewhere, run));
        }
    }

    /**
     * Installs {@code run}, in the place of one of that name and home.
     *
     * @throws IngestException (CONFIG) when the name belongs to another home, or a right is missing
     */
    public void install(NightlyRun run) {
        installing(run, installed(run.name())).forEach(step -> take(step, "install", run.name()));
    }

    private List<Step> installing(NightlyRun run, Optional<String> there) {
        if (there.isPresent() && !scheduler.isOfSameHome(there.get(), run)) {
            throw failed(
                    "install",
                    run.name(),
                    "another home has a schedule of that name",
                    "Give it one of its own with --name");
        }
        return installing(scheduler, run);
    }

    private static List<Step> installing(Scheduler asked, NightlyRun run) {
        try {
            return asked.install(run);
        } catch (IOException e) {
            throw failed("install", run.name(), e.toString(), asked.wayOut());
        }
    }

    /**
     * What {@link #remove} would do, a line each; nothing when no run of that name is installed. Of a scheduler that this
     * machine lacks, what it would do where one is.
     */
    public List<String> plannedRemoval(String name) {
        try {
            return told(scheduler.installed(name).isPresent() ? removing(scheduler, name) : List.of());
        } catch (IOException absent) {
            return told(removing(elsewhere, name));
        }
    }

    /**
     * Takes the run {@code name} away; false when none is installed.
     *
     * @throws IngestException (CONFIG) when a right is missing
     */
    public boolean remove(String name) {
        List<Step> steps = installed(name).isPresent() ? removing(scheduler, name) : List.of();
        steps.forEach(step -> take(step, "remove", name));
        return !steps.isEmpty();
    }

    private static List<Step> removing(Scheduler asked, String name) {
        try {
            return asked.remove(name);
        } catch (IOException e) {
            throw failed("remove", name, e.toString(), asked.wayOut());
        }
    }

    /** What the scheduler tells of the run {@code name}; empty when none is installed. */
    public Optional<String> shown(String name) {
        Optional<String> there = installed(name);
        try {
            return there.isPresent() ? Optional.of(scheduler.shown(name)) : Optional.empty();
        } catch (IOException e) {
            throw failed("show", name, e.toString(), scheduler.wayOut());
        }
    }

    private Optional<String> installed(String name) {
        try {
            return scheduler.installed(name);
        } catch (IOException e) {
            throw failed("ask for", name, e.toString(), "Name the scheduler of this machine with --scheduler");
        }
    }

    private static List<String> told(List<Step> steps) {
        return steps.stream().flatMap(step -> step.described().stream()).toList();
    }

    private void take(Step step, String what, String name) {
        try {
            Optional<Commands.Ended> ended = taken(step);
            if (ended.isPresent() && !ended.get().succeeded()) {
                throw failed(
                        what,
                        name,
                        step.described().get(0) + " ended with " + ended.get().exitCode() + ", "
                                + ended.get().output().strip().replaceAll("\\s*\\R\\s*", " "),
                        scheduler.wayOut());
            }
        } catch (IOException e) {
            throw failed(what, name, e.toString(), scheduler.wayOut());
        }
    }

    private Optional<Commands.Ended> taken(Step step) throws IOException {
        if (step instanceof Step.Write write) {
            Files.createDirectories(write.file().toAbsolutePath().getParent());
            Files.writeString(write.file(), write.text(), write.charset());
        } else if (step instanceof Step.Delete delete) {
            Files.deleteIfExists(delete.file());
        } else if (step instanceof Step.Run run) {
            return Optional.of(commands.run(run.command(), run.input()));
        } else if (step instanceof Step.Ask ask) {
            return Optional.of(commands.ask(ask.command()));
        }
        return Optional.empty();
    }

    private static IngestException failed(String what, String name, String why, String wayOut) {
        return new IngestException(
                FailureKind.CONFIG, "Cannot " + what + " the schedule " + name + ": " + why + ". " + wayOut + ".");
    }
}
