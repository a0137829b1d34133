package dev.ingest.cli.setup;

import dev.ingest.schedule.Schedule;
import dev.ingest.schedule.SchedulerKind;
import dev.ingest.schedule.SystemCommands;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which schedule of which scheduler is meant. */
final class ScheduleOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            converter = ScheduleNameText.class,
            description = "By which the scheduler knows it (default: ingest- and the name of the home folder).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--scheduler",
            paramLabel = "SCHEDULER",
            converter = SchedulerKindText.class,
            completionCandidates = SchedulerKindText.class,
            description = "task-scheduler, systemd or cron (default: that of this machine).")
    private Optional<SchedulerKind> kind = Optional.empty();

    @Option(names = "--user", description = "Of systemd: a timer of this user's own, not of the machine.")
    private boolean user;

    SchedulerKind kind() {
        return kind.orElseGet(SchedulerKind::here);
    }

    Schedule schedule() {
        SchedulerKind.Owner owner = user ? SchedulerKind.Owner.USER : SchedulerKind.Owner.SYSTEM;
        return Schedule.of(kind(), owner, new SystemCommands());
    }

    String name(Path home) {
        return name.orElseGet(() -> "ingest-"
                        + Optional.ofNullable(home.getFileName())
                                .map(Path::toString)
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-?ingest-|^-|-$", ""))
                .replaceAll("^ingest-(ingest)?$", "ingest");
    }
}
