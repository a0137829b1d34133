package dev.ingest.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A timer of systemd with the service that it starts; of the machine, or of one user. */
final class Systemd implements Scheduler {
    private final SchedulerKind.Owner owner;
    private final Path folder;
    private final Commands commands;

    /**
     * @param folder where unit files stand
     */
    Systemd(SchedulerKind.Owner owner, Path folder, Commands commands) {
        this.owner = owner;
        this.folder = folder;
        this.commands = commands;
    }

    /** Where the unit files of {@code owner} stand. */
    static Path folder(SchedulerKind.Owner owner) {
        return switch (owner) {
            case SYSTEM -> Path.of("/etc/systemd/system");
            case USER ->
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".config"))
                        .resolve("systemd/user");
        };
    }

    @Override
    public List<Step> install(NightlyRun run) throws IOException {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Write(file(run.name(), "service"), service(run), StandardCharsets.UTF_8));
        steps.add(new Step.Write(file(run.name(), "timer"), timer(run), StandardCharsets.UTF_8));
        steps.add(systemctl("daemon-reload"));
        steps.add(systemctl("enable", "--now", run.name() + ".timer"));
        if (owner == SchedulerKind.Owner.USER) {
            // Else systemd ends the user's timers when the user logs out.
            steps.add(Step.Run.of("loginctl", "enable-linger"));
        }
        return steps;
    }

    @Override
    public List<Step> remove(String name) {
        return List.of(
                systemctl("disable", "--now", name + ".timer"),
                new Step.Delete(file(name, "timer")),
                new Step.Delete(file(name, "service")),
                systemctl("daemon-reload"));
    }

    @Override
    public Optional<String> installed(String name) throws IOException {
        Path service = file(name, "service");
        return Files.exists(service) ? Optional.of(Files.readString(service)) : Optional.empty();
    }

    @Override
    public String shown(String name) throws IOException {
        return commands.run(
                                systemctl("list-timers", "--all", "--no-pager", name + ".timer")
                                        .command(),
                                "")
                        .output()
                + commands.run(
                                systemctl("status", "--no-pager", name + ".service")
                                        .command(),
                                "")
                        .output();
    }

    @Override
    public boolean isOfSameHome(String installed, NightlyRun run) {
        return installed.contains("\nWorkingDirectory=" + percents(run.home().toString()) + "\n");
    }

    @Override
    public String wayOut() {
        return owner == SchedulerKind.Owner.SYSTEM
                ? "Run it as root, or install it for this user with --user"
                : "Log in as that user itself, not by su or sudo, or have root install it without --user";
    }

    private Path file(String name, String suffix) {
        return folder.resolve(name + "." + suffix);
    }

    private Step.Run systemctl(String... words) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (owner == SchedulerKind.Owner.USER) {
            command.add("--user");
        }
        command.addAll(List.of(words));
        return new Step.Run(command, "");
    }

    /** No second one starts while the first runs: that is the way of services. */
    private String service(NightlyRun run) throws IOException {
        String home = run.home().toString();
        StringBuilder unit =
                new StringBuilder("[Unit]\nDescription=Runs the jobs of ingest in " + percents(home) + "\n");
        if (owner == SchedulerKind.Owner.SYSTEM) {
            unit.append("Wants=network-online.target\nAfter=network-online.target\n");
        }
        unit.append("\n[Service]\nType=oneshot\n");
        if (owner == SchedulerKind.Owner.SYSTEM) {
            unit.append("User=").append(account(run)).append('\n');
        }
        unit.append("WorkingDirectory=").append(percents(home)).append('\n');
        unit.append("ExecStart=\"")
                .append(word(run.home().resolve("ingest.sh")))
                .append("\" run --quiet\n");
        unit.append("TimeoutStartSec=").append(run.limit().toSeconds()).append('\n');
        // A load that is being published ends its publishing first.
        unit.append("TimeoutStopSec=660\n");
        return unit.toString();
    }

    /** Whoever owns the home is who reads its secrets. */
    private static String account(NightlyRun run) throws IOException {
        return run.account().isPresent()
                ? run.account().get()
                : Files.getOwner(run.home()).getName();
    }

    private static String timer(NightlyRun run) {
        return """
                [Unit]
                Description=Starts %1$s.service every day

                [Timer]
                OnCalendar=*-*-* %2$s
                Persistent=true

                [Install]
                WantedBy=timers.target
                """.formatted(run.name(), DateTimeFormatter.ISO_LOCAL_TIME.format(run.at()));
    }

    private static String percents(String path) {
        return path.replace("%", "%%");
    }

    /** In the name of the program, unlike in its arguments, a dollar sign is one. */
    private static String word(Path path) {
        return percents(path.toString()).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
