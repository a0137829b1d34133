package dev.ingest.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a crontab, read as cron reads them, their command run as cron runs it. */
class CronTest {
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) \\* \\* \\* (.+)");

    @TempDir
    Path folder;

    private NightlyRun run(String home) {
        return new NightlyRun(
                "ingest-loads",
                folder.resolve(home),
                LocalDateTime.parse("2026-11-29T03:30"),
                Duration.ofHours(6),
                Optional.empty());
    }

    private static Schedule schedule(FakeCommands commands) {
        return Schedule.of(SchedulerKind.CRON, SchedulerKind.Owner.USER, commands);
    }

    /** What cron hands to the shell: up to a bare percent sign, which begins the command's input. */
    private static String command(String line) {
        Matcher parsed = LINE.matcher(line);
        assertTrue(parsed.matches(), line);
        assertEquals("30", parsed.group(1));
        assertEquals("3", parsed.group(2));
        assertFalse(Pattern.compile("(?<!\\\\)%").matcher(parsed.group(3)).find(), line);
        return parsed.group(3).replace("\\%", "%");
    }

    private static String installed(FakeCommands commands) {
        return commands.inputs.get(commands.inputs.size() - 1);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theCommandOfTheLineStartsTheScriptOfTheHome() throws IOException {
        NightlyRun run = run("it's 100% $HOME");
        Path script = Files.createDirectories(run.home()).resolve("ingest.sh");
        Files.writeString(script, "#!/bin/sh\necho \"$0: $*\"\nexit 3\n");
        assertTrue(script.toFile().setExecutable(true));
        FakeCommands commands = new FakeCommands();
        schedule(commands).install(run);

        Commands.Ended ran = new SystemCommands()
                .run(List.of("/bin/sh", "-c", command(installed(commands).strip())), "");

        assertEquals(new Commands.Ended(3, script + ": run --quiet\n"), ran);
    }

    @Test
    void allOtherLinesStay() {
        String others = "MAILTO=ops\n\n# nightly\n0 1 * * * /bin/true # ingest-loads-too\n";
        FakeCommands commands = new FakeCommands().answer("crontab -l", 0, others);
        schedule(commands).install(run("home"));
        String first = installed(commands);
        assertTrue(first.startsWith(others), first);
        assertEquals(5, first.lines().count(), first);

        FakeCommands again = new FakeCommands().answer("crontab -l", 0, first);
        schedule(again).install(run("home"));
        assertEquals(first, installed(again), "a second time it is there once");
        assertEquals(
                first.lines().toList().get(4),
                schedule(again).shown("ingest-loads").orElseThrow());
        assertTrue(schedule(again).remove("ingest-loads"));
        assertEquals(others, installed(again));
    }

    @Test
    void aUserWithoutACrontabGetsOne() {
        FakeCommands commands = new FakeCommands().answer("crontab -l", 1, "no crontab for reader\n");
        assertEquals(Optional.empty(), schedule(commands).shown("ingest-loads"));
        assertFalse(schedule(commands).remove("ingest-loads"));
        schedule(commands).install(run("home"));
        assertEquals(1, installed(commands).lines().count());
    }

    @Test
    void theScheduleOfAnotherHomeIsNotReplaced() {
        FakeCommands commands = new FakeCommands();
        schedule(commands).install(run("one"));
        FakeCommands there = new FakeCommands().answer("crontab -l", 0, installed(commands));
        assertThrows(IngestException.class, () -> schedule(there).install(run("other")));
    }

    @Test
    void whoMayNotUseCronIsToldWhatToDo() {
        FakeCommands commands =
                new FakeCommands().answer("crontab -l", 1, "You (reader) are not allowed to use this program\n");
        IngestException refused =
                assertThrows(IngestException.class, () -> schedule(commands).install(run("home")));
        assertTrue(refused.getMessage().contains("not allowed to use this program"), refused.getMessage());
    }
}
