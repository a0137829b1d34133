package dev.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.Setting;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.config.workbook.JobSheet;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.SourceType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a new home holds. */
class NewHomeTest {
    private static final InstalledProgram PROGRAM = new InstalledProgram(Path.of("ingest.jar"), Path.of("java-17"));

    @TempDir
    Path folder;

    private List<HomeFile> make(SourceType... kinds) {
        return new NewHome(folder, PROGRAM, List.of(kinds)).make();
    }

    private static List<HomeFile.State> states(List<HomeFile> files) {
        return files.stream().map(HomeFile::state).distinct().toList();
    }

    @Test
    void aHomeHasFoldersAndFiles() throws IOException {
        assertEquals(List.of(HomeFile.State.MADE), states(make()));
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    ".dlt .dlt/config.toml .dlt/secrets.toml config config/ingestion_config.xlsx ingest.cmd ingest.sh logs"
                            + " metadata tmp",
                    files.filter(file -> !file.equals(folder))
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
    }

    @Test
    void nobodyElseReadsTheSecrets() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        make();
        assertEquals("rw-------", permissions(".dlt/secrets.toml"));
        assertTrue(permissions("ingest.sh").startsWith("rwx"));
        assertTrue(permissions("metadata").endsWith("---"));
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }

    @Test
    void whatIsThereStaysAsItIs() throws IOException {
        make();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "mine");
            }
        }

        assertEquals(
                List.of(HomeFile.State.STOOD_ALREADY),
                states(make(SourceType.all().get(0))));

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals("mine", Files.readString(file));
            }
        }
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.writeString(folder.resolve("home"), "");
        IngestException refused =
                assertThrows(IngestException.class, () -> new NewHome(file, PROGRAM, List.of()).make());
        assertTrue(refused.getMessage().contains("home: a file has that name. Name a folder"), refused.getMessage());
    }

    static List<SourceType> kinds() {
        return SourceType.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSampleOfAKindIsARowAndItsSection(SourceType kind) {
        make(kind);
        JobSheet sheet = new WorkbookFile(folder.resolve("config/ingestion_config.xlsx"), "workbook").read();
        assertEquals(List.of(), sheet.findings());
        assertEquals(1, sheet.disabled());
        String source = sheet.sourceTypes().keySet().iterator().next();
        assertEquals(kind.id(), sheet.sourceTypes().get(source));
        TomlFile secrets = TomlFile.read(folder.resolve(".dlt/secrets.toml"), "secrets");
        assertEquals(List.of(source), List.copyOf(secrets.subsections(List.of("sources"))));
        assertEquals(
                Stream.of(source).collect(Collectors.toSet()),
                secrets.subsections(List.of("sources")),
                "no other section is in use");
    }

    @Test
    void theSecretsOfTheRepositoryAreThoseOfANewHomeWithPostgresql() throws IOException {
        assertEquals(
                Files.readString(Path.of(".dlt", "secrets.toml.template")).replace("\r\n", "\n"),
                new String(SecretsTemplate.of(List.of(DatabaseKind.POSTGRESQL)), StandardCharsets.UTF_8));
    }

    @Test
    void theSettingsShowTheirDefaults() throws IOException {
        make();
        List<String> known = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(".dlt/config.toml"))) {
            if (line.matches("# [a-z_]+ = .*")) {
                String[] pair = line.substring(2).split(" = ", -1);
                Setting<?> setting = SettingCatalog.all().stream()
                        .flatMap(group -> group.settings().stream())
                        .filter(each -> each.key().equals(pair[0]))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(pair[0] + " is no setting"));
                assertEquals(
                        normal(setting.fallback()), normal(setting.parser().apply(pair[1].replace("\"", ""))), pair[0]);
                known.add(pair[0]);
            }
        }
        assertEquals(13, known.size(), known.toString());
    }

    private static Object normal(Object value) {
        return value instanceof ZoneId zone ? zone.normalized() : value;
    }

    @Test
    void theScriptOfWindowsDoublesPercentsAndEndsLinesAsItWants() {
        StartScripts scripts =
                new StartScripts(folder, new InstalledProgram(Path.of("/opt/100%/ingest.jar"), Path.of("java")));
        String windows = new String(scripts.windows(), StandardCharsets.UTF_8);
        assertTrue(windows.contains("100%%"), windows);
        assertEquals(
                windows.lines().count(), windows.chars().filter(c -> c == '\r').count());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no file of Windows has quotes in its name")
    void theScriptOfShellsQuotesWhatTheyWouldRead() {
        Path jar = Path.of("/opt/in $HOME \"100%\"/`x`/ingest.jar");
        StartScripts scripts = new StartScripts(folder, new InstalledProgram(jar, Path.of("java")));
        String shell = new String(scripts.shell(), StandardCharsets.UTF_8);
        assertTrue(shell.contains("jar=\"/opt/in \\$HOME \\\"100%\\\"/\\`x\\`/ingest.jar\"\n"), shell);
    }

    @Test
    void aJarInTheHomeMovesWithIt() {
        StartScripts scripts =
                new StartScripts(folder, new InstalledProgram(folder.resolve("bin/ingest.jar"), Path.of("java")));
        assertTrue(new String(scripts.shell(), StandardCharsets.UTF_8).contains("jar=\"$home/bin/ingest.jar\"\n"));
        assertTrue(new String(scripts.windows(), StandardCharsets.UTF_8)
                .contains("set \"INGEST_JAR=%~dp0" + Path.of("bin", "ingest.jar") + "\""));
    }

    @Test
    void everyLabelThatTheWindowsScriptGoesToIsThere() {
        List<String> lines = new String(new StartScripts(folder, PROGRAM).windows(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (String line : lines) {
            if (line.matches(".*\\bgoto \\w+|call :\\w+")) {
                String label = ":" + line.replaceAll(".*[ :]", "");
                assertTrue(lines.contains(label), line);
            }
        }
    }
}
