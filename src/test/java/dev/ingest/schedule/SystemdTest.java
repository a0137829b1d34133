package dev.ingest.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.schedule.SchedulerKind.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timers of systemd, judged by systemd's own tool where it is there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "systemd's units name files of Linux")
class SystemdTest {
    @TempDir
    Path folder;

    private final FakeCommands commands = new FakeCommands();
    private NightlyRun run;

    @BeforeEach
    void aHomeWithAnAwkwardName() throws IOException {
        Path home = Files.createDirectories(folder.resolve("100% of $HOME"));
        Files.writeString(home.resolve("ingest.sh"), "#!/bin/sh\n");
        assertTrue(home.resolve("ingest.sh").toFile().setExecutable(true));
        run = new NightlyRun(
                "ingest-loads", home, LocalDateTime.parse("2026-11-29T03:30"), Duration.ofHours(6), Optional.empty());
    }

    private Path units() {
        return folder.resolve("units");
    }

    private Schedule schedule(Owner owner) {
        return new Schedule(
                new Systemd(owner, units(), commands), new Systemd(owner, units(), new ElsewhereCommands()), commands);
    }

    private String unit(String name) throws IOException {
        return Files.readString(units().resolve(name));
    }

    @ParameterizedTest
    @EnumSource
    void systemdVerifiesTheUnits(Owner owner) throws IOException {
        schedule(owner).install(run);
        Commands.Ended verified;
        try {
            verified = new SystemCommands()
                    .run(
                            List.of(
                                    "systemd-analyze",
                                    "verify",
                                    units().resolve("ingest-loads.service").toString(),
                                    units().resolve("ingest-loads.timer").toString()),
                            "");
        } catch (IOException absent) {
            Assumptions.abort("no systemd-analyze here");
            return;
        }
        String said = verified.output()
                .lines()
                .filter(line -> line.contains("ingest-loads"))
                .reduce("", String::concat);
        assertEquals("", said);
    }

    @Test
    void theMachinesTimerRunsAsTheOwnerOfTheHome() throws IOException {
        schedule(Owner.SYSTEM).install(run);
        String service = unit("ingest-loads.service");
        assertTrue(service.contains("\nUser=" + Files.getOwner(run.home()).getName() + "\n"), service);
        assertTrue(service.contains("\nWorkingDirectory=" + folder + "/100%% of $HOME\n"), service);
        assertTrue(service.contains("/100%% of $HOME/ingest.sh\" run --quiet\n"), service);
        assertTrue(service.contains("\nTimeoutStartSec=21600\n"), service);
        assertTrue(unit("ingest-loads.timer").contains("\nOnCalendar=*-*-* 03:30:00\nPersistent=true\n"));
        assertEquals(List.of("systemctl daemon-reload", "systemctl enable --now ingest-loads.timer"), commands.typed);
    }

    @Test
    void aUsersTimerRunsWhetherTheUserIsLoggedOnOrNot() throws IOException {
        schedule(Owner.USER).install(run);
        assertFalse(unit("ingest-loads.service").contains("User="));
        assertEquals(
                List.of(
                        "systemctl --user daemon-reload",
                        "systemctl --user enable --now ingest-loads.timer",
                        "loginctl enable-linger"),
                commands.typed);
    }

    @Test
    void aTimerIsInstalledAgainShownAndRemoved() throws IOException {
        schedule(Owner.SYSTEM).install(run);
        schedule(Owner.SYSTEM).install(run);
        commands.answer("systemctl list-timers", 0, "NEXT LEFT\n");
        assertEquals(Optional.of("NEXT LEFT\n"), schedule(Owner.SYSTEM).shown("ingest-loads"));
        assertTrue(schedule(Owner.SYSTEM).remove("ingest-loads"));
        try (var left = Files.list(units())) {
            assertEquals(0, left.count());
        }
        assertFalse(schedule(Owner.SYSTEM).remove("ingest-loads"));
        assertEquals(Optional.empty(), schedule(Owner.SYSTEM).shown("ingest-loads"));
    }

    @Test
    void theScheduleOfAnotherHomeIsNotReplaced() throws IOException {
        schedule(Owner.SYSTEM).install(run);
        NightlyRun other = new NightlyRun(
                run.name(), Files.createDirectories(folder.resolve("100")), run.first(), run.limit(), run.account());
        IngestException refused =
                assertThrows(IngestException.class, () -> schedule(Owner.SYSTEM).install(other));
        assertTrue(refused.getMessage().contains("another home has a schedule of that name"), refused.getMessage());
    }

    @Test
    void withoutRightsTheMessageSaysWhatToDo() throws IOException {
        commands.answer("systemctl enable", 1, "Failed to enable unit: Access denied\n");
        IngestException refused =
                assertThrows(IngestException.class, () -> schedule(Owner.SYSTEM).install(run));
        assertTrue(
                refused.getMessage()
                        .endsWith("Access denied. Run it as root, or install it for this user with --user."),
                refused.getMessage());
        Files.writeString(folder.resolve("file"), "");
        Systemd shut = new Systemd(Owner.SYSTEM, folder.resolve("file").resolve("units"), commands);
        IngestException closed =
                assertThrows(IngestException.class, () -> new Schedule(shut, shut, commands).install(run));
        assertTrue(closed.getMessage().contains("install it for this user with --user"), closed.getMessage());
    }
}
