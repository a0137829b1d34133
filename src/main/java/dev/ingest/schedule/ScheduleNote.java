package dev.ingest.schedule;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The line in {@code metadata/schedule.txt} by which a home's report knows when the next run comes. */
public final class ScheduleNote {
    private final Path metadata;
    private final Path file;

    /** That of {@code home}. */
    public ScheduleNote(Path home) {
        this.metadata = home.resolve("metadata");
        this.file = metadata.resolve("schedule.txt");
    }

    /** What it says of {@code run}. */
    public static String text(NightlyRun run, SchedulerKind kind) {
        return "every day at " + run.at() + ", by "
                + kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + named(run.name());
    }

    /**
     * Leaves the line, in the place of what stood there. A home without the folder gets it from its first run: whoever
     * installs may be another, whose folders that run could not write into.
     *
     * @throws IngestException (CONFIG) when it cannot be written
     */
    public void leave(NightlyRun run, SchedulerKind kind) {
        try {
            if (Files.isDirectory(metadata)) {
                Files.writeString(file, text(run, kind) + "\n", StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /**
     * Takes the line away, unless it is of another schedule, or of somebody's own hand.
     *
     * @throws IngestException (CONFIG) when it cannot be deleted
     */
    public void remove(String name) {
        try {
            if (Files.exists(file)
                    && Files.readString(file, StandardCharsets.UTF_8).strip().endsWith(named(name))) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static String named(String name) {
        return " (" + name + ")";
    }

    private IngestException failed(String what, IOException cause) {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot " + what + " " + file + ", by which the report knows the next run: " + cause
                        + ". The schedule itself is as it should be.",
                cause);
    }
}
