package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed to have the jobs run every night; nothing is installed. */
class ScheduleCommandTest {
    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void aHome() {
        home = folder.resolve("Night Loads");
        assertEquals(0, InProcess.run("init", home.toString()).exitCode());
    }

    private JarProcess schedule(String... words) {
        List<String> command = new ArrayList<>(List.of("--home", home.toString(), "schedule"));
        command.addAll(List.of(words));
        return InProcess.run(command.toArray(String[]::new));
    }

    @Test
    void aDryRunSaysWhatWouldBeDone() throws IOException {
        Files.writeString(home.resolve(".dlt/config.toml"), "[runtime]\njob_timeout = \"2h\"\n");
        JarProcess said =
                schedule("install", "--dry-run", "--scheduler", "systemd", "--account", "loader", "--at", "02:15");
        assertEquals(0, said.exitCode(), said.output());
        for (String part : List.of(
                "write /etc/systemd/system/ingest-night-loads.service",
                "    User=loader",
                "    TimeoutStartSec=7200",
                "    OnCalendar=*-*-* 02:15:00",
                "run   systemctl enable --now ingest-night-loads.timer")) {
            assertTrue(said.output().contains(part), part + " in " + said.output());
        }
    }

    @Test
    void withoutAStartScriptThereIsNothingToSchedule() throws IOException {
        Files.delete(home.resolve("ingest.sh"));
        JarProcess said = schedule("install", "--dry-run", "--scheduler", "systemd");
        assertEquals(2, said.exitCode(), said.output());
        assertTrue(said.output().contains("it has no ingest.sh. Make it with ingest init"), said.output());
    }

    @Test
    void aTimeANameAndASchedulerThatAreNoneAreRefused() {
        assertEquals(2, schedule("install", "--at", "25:00").exitCode());
        assertEquals(2, schedule("install", "--at", "3:30").exitCode());
        assertEquals(2, schedule("show", "--name", "../etc").exitCode());
        JarProcess said = schedule("show", "--scheduler", "at");
        assertEquals(2, said.exitCode());
        assertTrue(
                said.output().contains("'at' is no scheduler. Name task-scheduler, systemd or cron."), said.output());
        assertTrue(schedule().output().contains("name it, install, show or remove"));
    }

    @Test
    void whatIsNotInstalledIsNeitherShownNorRemoved() {
        for (String command : List.of("show", "remove")) {
            JarProcess said = schedule(command, "--scheduler", "systemd", "--user", "--name", "ingest-none-such");
            assertEquals(0, said.exitCode(), said.output());
            assertEquals("No schedule ingest-none-such is installed.\n", said.output());
        }
    }
}
