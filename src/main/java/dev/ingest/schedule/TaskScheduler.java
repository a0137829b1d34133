package dev.ingest.schedule;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Windows' own, through {@code schtasks}. */
final class TaskScheduler implements Scheduler {
    /** What {@code schtasks} reads: UTF-16 in Windows' order, with its mark. */
    private static final Charset CHARSET = Charset.forName("x-UTF-16LE-BOM");

    /** The accounts of services, which have no password, by name. */
    private static final Map<String, String> SERVICES =
            Map.of("system", "S-1-5-18", "local service", "S-1-5-19", "network service", "S-1-5-20");

    private final Commands commands;

    TaskScheduler(Commands commands) {
        this.commands = commands;
    }

    @Override
    public List<Step> install(NightlyRun run) {
        if (run.home().toString().contains("%")) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot schedule the home " + run.home()
                            + ": Windows takes what stands between % in its path for a variable. Move it.");
        }
        Path file = run.home().resolve("tmp").resolve(run.name() + ".xml");
        return List.of(new Step.Write(file, xml(run), CHARSET), create(run, file.toString()), new Step.Delete(file));
    }

    /** An account with a password is asked for it by {@code schtasks}, so that it passes through no other hand. */
    private static Step create(NightlyRun run, String file) {
        List<String> create = List.of("schtasks", "/Create", "/TN", run.name(), "/XML", file, "/F");
        String account = run.account().orElseGet(TaskScheduler::user);
        if (service(account).isPresent()) {
            return new Step.Run(create, "");
        }
        String password = isManaged(account) ? "" : "*";
        List<String> as = List.of("/RU", account, "/RP", password);
        List<String> command = Stream.concat(create.stream(), as.stream()).toList();
        return isManaged(account) ? new Step.Run(command, "") : new Step.Ask(command);
    }

    @Override
    public List<Step> remove(String name) {
        return List.of(Step.Run.of("schtasks", "/Delete", "/TN", name, "/F"));
    }

    @Override
    public Optional<String> installed(String name) throws IOException {
        Commands.Ended asked = commands.run(List.of("schtasks", "/Query", "/TN", name, "/XML"), "");
        return asked.succeeded() && !asked.output().isBlank() ? Optional.of(asked.output()) : Optional.empty();
    }

    @Override
    public String shown(String name) throws IOException {
        return commands.run(List.of("schtasks", "/Query", "/TN", name, "/V", "/FO", "LIST"), "")
                .output();
    }

    @Override
    public boolean isOfSameHome(String installed, NightlyRun run) {
        return ascii(installed).contains(ascii(workingDirectory(run)));
    }

    /** {@code schtasks} prints by the console's code page, which Java does not know. */
    private static String ascii(String text) {
        return text.replaceAll("[^ -~]+", "?");
    }

    private static String workingDirectory(NightlyRun run) {
        return "<WorkingDirectory>" + text(run.home().toString()) + "</WorkingDirectory>";
    }

    @Override
    public String wayOut() {
        return "Open the console with 'Run as administrator', and give the account the right 'Log on as a batch job'";
    }

    /** The user at the console, as Windows names it. */
    private static String user() {
        return Optional.ofNullable(System.getenv("USERDOMAIN"))
                        .map(domain -> domain + "\\")
                        .orElse("")
                + System.getProperty("user.name");
    }

    /** A group managed service account, whose password Windows fetches itself. */
    private static boolean isManaged(String account) {
        return account.endsWith("$");
    }

    private static Optional<String> service(String account) {
        String name = account.toLowerCase(Locale.ROOT).replaceFirst("^nt authority\\\\", "");
        return Optional.ofNullable(SERVICES.get(name));
    }

    private static String xml(NightlyRun run) {
        return """
                <?xml version="1.0" encoding="UTF-16"?>
                <Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
                  <RegistrationInfo>
                    <Description>Runs the jobs of ingest in %1$s.</Description>
                  </RegistrationInfo>
                  <Triggers>
                    <CalendarTrigger>
                      <StartBoundary>%2$s</StartBoundary>
                      <ScheduleByDay>
                        <DaysInterval>1</DaysInterval>
                      </ScheduleByDay>
                    </CalendarTrigger>
                  </Triggers>
                  <Principals>
                    <Principal id="Author">
                %3$s
                      <RunLevel>LeastPrivilege</RunLevel>
                    </Principal>
                  </Principals>
                  <Settings>
                    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                    <StartWhenAvailable>true</StartWhenAvailable>
                    <ExecutionTimeLimit>%4$s</ExecutionTimeLimit>
                    <Priority>5</Priority>
                  </Settings>
                  <Actions Context="Author">
                    <Exec>
                      <Command>%%SystemRoot%%\\System32\\cmd.exe</Command>
                      <Arguments>%5$s</Arguments>
                      %6$s
                    </Exec>
                  </Actions>
                </Task>
                """.formatted(
                        text(run.home().toString()),
                        DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(run.first()),
                        principal(run.account().orElseGet(TaskScheduler::user)),
                        run.limit(),
                        text("/d /c \"\"" + run.home().resolve("ingest.cmd") + "\" run --quiet\""),
                        workingDirectory(run));
    }

    /** Whether anybody is logged on or not: a service needs no login, all others log on with their password. */
    private static String principal(String account) {
        return service(account)
                .map(id -> "      <UserId>" + id + "</UserId>")
                .orElseGet(() -> "      <UserId>" + text(account) + "</UserId>\n      <LogonType>Password</LogonType>");
    }

    private static String text(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
