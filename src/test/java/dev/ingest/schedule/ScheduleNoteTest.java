package dev.ingest.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that a schedule leaves to the report. */
class ScheduleNoteTest {
    @TempDir
    Path home;

    private NightlyRun run() {
        return new NightlyRun(
                "ingest-loads", home, LocalDateTime.parse("2026-11-29T03:30"), Duration.ofHours(6), Optional.empty());
    }

    private Path file() {
        return home.resolve("metadata").resolve("schedule.txt");
    }

    @Test
    void itSaysWhenAndByWhom() throws IOException {
        Files.createDirectories(home.resolve("metadata"));
        new ScheduleNote(home).leave(run(), SchedulerKind.TASK_SCHEDULER);
        assertEquals("every day at 03:30, by task scheduler (ingest-loads)\n", Files.readString(file()));
        new ScheduleNote(home).remove("ingest-loads");
        assertFalse(Files.exists(file()));
    }

    @Test
    void aLineOfSomebodysOwnHandStays() throws IOException {
        Files.createDirectories(home.resolve("metadata"));
        Files.writeString(file(), "Sundays, by hand");
        new ScheduleNote(home).remove("ingest-loads");
        assertTrue(Files.exists(file()));
    }

    @Test
    void aHomeThatNeverRanIsLeftToItsFirstRun() {
        new ScheduleNote(home).leave(run(), SchedulerKind.CRON);
        assertFalse(Files.exists(home.resolve("metadata")));
    }
}
