package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    void aDryRunForAnotherMachinesSchedulerSaysWhatWouldBeDoneThere() {
        JarProcess windows =
                schedule("install", "--dry-run", "--scheduler", "task-scheduler", "--account", "CORP\\svc");
        assertEquals(0, windows.exitCode(), windows.output());
        for (String part : List.of(
                "    <Task version=\"1.3\"",
                "<UserId>CORP\\svc</UserId>",
                "run   schtasks /Create /TN ingest-night-loads ")) {
            assertTrue(windows.output().contains(part), part + " in " + windows.output());
        }
        assertEquals(
                "run   schtasks /Delete /TN ingest-night-loads /F\n",
                schedule("remove", "--dry-run", "--scheduler", "task-scheduler").output());
    }

    @Test
    void whatTheReportWillSayIsPlannedToo() {
        JarProcess said = schedule("install", "--dry-run", "--scheduler", "systemd", "--at", "02:15");
        assertTrue(
                said.output()
                        .endsWith("metadata/schedule.txt\n    every day at 02:15, by systemd (ingest-night-loads)\n"),
                said.output());
        assertFalse(Files.exists(home.resolve("metadata/schedule.txt")));
    }

    @Test
    void removalTakesTheReportsLineAway() throws IOException {
        Path line = home.resolve("metadata/schedule.txt");
        Files.writeString(line, "every day at 02:15, by systemd (ingest-none-such)\n");
        schedule("remove", "--scheduler", "systemd", "--user", "--name", "ingest-other");
        assertTrue(Files.exists(line), "it is of another schedule");
        schedule("remove", "--scheduler", "systemd", "--user", "--name", "ingest-none-such");
        assertFalse(Files.exists(line));
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
