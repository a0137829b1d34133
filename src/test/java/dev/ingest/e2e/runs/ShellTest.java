package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.Requires;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Pty;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells and their manual make of what the program prints for them. */
class ShellTest {
    private static final String PROMPT = "\\S+[#$%]";

    @TempDir
    Path folder;

    private Path printed(String... arguments) throws IOException {
        InProcess.Streams said = InProcess.apart(arguments);
        assertEquals(0, said.exitCode(), said.err());
        return Files.writeString(folder.resolve("printed"), said.out());
    }

    private static boolean there(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @ParameterizedTest
    @CsvSource({"bash,--norc", "zsh,-f"})
    void tabCompletesCommandsOptionsAndValues(String shell, String bare) throws Exception {
        Pty.require();
        Requires.systemTool(shell, there(shell), "Install " + shell + ".");
        Path script = printed("completion", shell);
        try (Pty terminal = Pty.start(folder, 100, Map.of(), List.of(shell, bare, "-i"))) {
            terminal.await(PROMPT);
            terminal.type("source <(cat " + script + ") && echo 're''ady'\n");
            terminal.await("ready");
            completes(terminal, "ingest sched", "ingest schedule");
            completes(terminal, "ingest schedule inst", "ingest schedule install");
            completes(terminal, "ingest run --dry", "ingest run --dry-run");
            completes(terminal, "ingest schedule show --scheduler sys", "ingest schedule show --scheduler systemd");
            completes(terminal, "./ingest.sh init --source po", "./ingest.sh init --source postgresql");
        }
    }

    private static void completes(Pty terminal, String typed, String whole) {
        terminal.type(typed + "\t");
        terminal.await(PROMPT + " " + whole);
        terminal.type("\025");
    }

    @ParameterizedTest
    @CsvSource({
        "ingest sched, schedule",
        "ingest schedule inst, install",
        "ingest run --dry, --dry-run",
        "ingest init --source po, postgresql"
    })
    void powerShellCompletesCommandsOptionsAndValues(String typed, String whole) throws Exception {
        Requires.systemTool("pwsh", there("pwsh"), "Install PowerShell.");
        Path script = Files.move(printed("completion", "powershell"), folder.resolve("completion.ps1"));
        String asked = ". '" + script + "'; (TabExpansion2 '" + typed + "' " + typed.length()
                + ").CompletionMatches.CompletionText";
        assertEquals(whole, output("pwsh", "-NoProfile", "-Command", asked).strip());
    }

    @Test
    void theTableOfPowerShellHasEveryCommand() throws IOException {
        String script = Files.readString(printed("completion", "powershell"));
        assertTrue(script.startsWith("Register-ArgumentCompleter -Native -CommandName 'ingest' "), script);
        assertTrue(script.contains("        'state' = @('set', 'reset', '--config', "), script);
        assertTrue(script.contains("        'init --source' = @('postgresql', 'oracle', "), script);
        assertTrue(script.contains("        'completion' = @('bash', 'zsh', 'powershell', "), script);
    }

    @Test
    void anotherShellIsNotGuessed() {
        JarProcess said = InProcess.run("completion", "fish");
        assertEquals(2, said.exitCode());
        assertTrue(
                said.output().contains("'fish' is no shell that is known. Name bash, zsh or powershell."),
                said.output());
    }

    @Test
    void theManualShowsCommandsAndOptions() throws Exception {
        Requires.systemTool("man", there("man") && there("groff"), "Install man-db and groff.");
        String shown = output("sh", "-c", "MANWIDTH=100 LC_ALL=C.UTF-8 man -l " + printed("man") + " | col -b");
        assertTrue(shown.contains("NAME\n       ingest - Copies tables of databases into a data lake"), shown);
        assertTrue(shown.contains("\n   ingest state set JOB VALUE\n"), shown);
        assertTrue(shown.contains("\n       --parallel JOBS\n"), shown);
        assertTrue(shown.contains("; % and * stand for "), shown);
        assertTrue(shown.contains("\nEXIT STATUS\n       0      all jobs succeeded"), shown);
    }

    @Test
    void thePageOfTheManualIsSound() throws Exception {
        Requires.systemTool("mandoc", there("mandoc"), "Install mandoc.");
        String said = output("sh", "-c", "mandoc -Tlint -W warning " + printed("man") + " || true");
        assertEquals("", said.replaceAll(".*missing date.*\n", ""));
    }

    @Test
    void theVersionNamesCommitAndJava() {
        String said = InProcess.run("--version").output();
        assertTrue(
                said.matches("ingest \\S.*, commit (unknown|[0-9a-f]{7,})\nJava "
                        + Runtime.version().feature() + ".*\n"),
                said);
    }
}
