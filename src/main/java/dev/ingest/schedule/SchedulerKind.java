package dev.ingest.schedule;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schedulers there are. */
public enum SchedulerKind {
    /** Of Windows. */
    TASK_SCHEDULER,
    SYSTEMD,
    CRON;

    /** By its presence systemd says that it runs the machine. */
    private static final Path SYSTEMD_RUNS = Path.of("/run/systemd/system");

    /** Whose timers those of systemd are. */
    public enum Owner {
        SYSTEM,
        USER
    }

    /** That of this machine. */
    public static SchedulerKind here() {
        if (File.separatorChar == '\\') {
            return TASK_SCHEDULER;
        }
        return Files.isDirectory(SYSTEMD_RUNS) ? SYSTEMD : CRON;
    }

    /** The start script that it is told of. */
    public String script() {
        return this == TASK_SCHEDULER ? "ingest.cmd" : "ingest.sh";
    }

    Scheduler scheduler(Owner owner, Commands commands) {
        return switch (this) {
            case TASK_SCHEDULER -> new TaskScheduler(commands);
            case SYSTEMD -> new Systemd(owner, Systemd.folder(owner), commands);
            case CRON -> new Cron(commands);
        };
    }
}
