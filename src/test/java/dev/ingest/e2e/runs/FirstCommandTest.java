package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import dev.ingest.TestLog;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.workbook.WorkbookBuilder;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.job.LoadType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What people type first, and what they get wrong with it; no server is needed for any of it. */
class FirstCommandTest {
    @TempDir
    Path home;

    @BeforeEach
    void aHomeWithOneJob() throws IOException {
        Files.createDirectories(home.resolve(".dlt"));
        secrets("bucket_url = \"lake\"");
        new WorkbookBuilder()
                .job("postgresql", "shop", "orders", LoadType.INCREMENTAL)
                .with(JobColumn.WATERMARK_COLUMN, "id")
                .with(JobColumn.LAST_WATERMARK, "7")
                .write(workbook());
    }

    @AfterEach
    void theTestsLogAgain() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        TestLog log = new TestLog();
        log.setContext(context);
        log.configure(context);
        context.start();
    }

    /** {@code --help} reads the names and descriptions of commands alone. */
    @Test
    void helpTellsTheSameOfCommandsByEitherName() {
        assertEquals(ingest("--help").output(), ingest("help").output());
    }

    @Test
    void withoutACommandTheUsageIsShownAndTheSchedulerHearsOfIt() {
        JarProcess said = ingest();
        assertEquals(2, said.exitCode());
        assertTrue(
                said.output().contains("no command is given") && said.output().contains("Usage: ingest"),
                said.output());
        assertEquals(2, ingest("--home", home.toString()).exitCode());
        assertEquals(0, ingest("--help").exitCode());
    }

    @Test
    void connectingWithoutADryRunLoadsNothing() {
        refused("--connect: without --dry-run the jobs would load", "run", "--connect");
    }

    @Test
    void aDateBeyondTodayIsRefused() {
        refused("--date: 9999-12-31 lies beyond today", "run", "--date", "9999-12-31");
        assertEquals(
                2,
                ingest("--home", home.toString(), "run", "--dry-run", "--date", "9999-12-31")
                        .exitCode());
    }

    @Test
    void replacingWithoutADateIsRefused() {
        refused("--replace: it says what a --date may replace", "run", "--replace");
    }

    @Test
    void everyPatternMustNameAJob() {
        refused(
                "--job: no enabled job is named shop.ordres. Did you mean 'shop.orders'?",
                "run",
                "--job",
                "shop.*",
                "--job",
                "shop.ordres");
    }

    @Test
    void stateAndLoadsOfAJobThatIsNotThereAreRefused() {
        for (List<String> command :
                List.of(List.of("state", "shop.ordres"), List.of("loads", "--job", "shop.ordres"))) {
            JarProcess said = ingest(Stream.concat(Stream.of("--home", home.toString()), command.stream())
                    .toArray(String[]::new));
            assertEquals(2, said.exitCode(), said.output());
            assertTrue(said.output().contains("Did you mean 'shop.orders'?"), said.output());
        }
    }

    @Test
    void theHomeOfACommandIsTheHomeOfItsSubCommands() {
        assertEquals(
                0,
                ingest("state", "--home", home.toString(), "set", "--force", "shop.orders", "8")
                        .exitCode());
        assertEquals("8", watermark());
        assertEquals(
                0,
                ingest("--home", home.toString(), "state", "set", "--force", "shop.orders", "9")
                        .exitCode());
        assertEquals("9", watermark());
        assertEquals(
                0,
                ingest("state", "set", "--force", "shop.orders", "10", "--home", home.toString())
                        .exitCode());
        assertEquals("10", watermark());
        String config = workbook().toString();
        assertEquals(
                0,
                ingest("state", "--home", home.toString(), "--config", config, "reset", "shop.orders")
                        .exitCode());
        assertEquals("", watermark());
    }

    @Test
    void aJobBeforeTheSubCommandIsNotPassedOver() {
        JarProcess said = ingest("--home", home.toString(), "state", "shop.orders", "reset", "shop.orders");
        assertEquals(2, said.exitCode());
        assertTrue(said.output().contains("shop.orders stands before the sub-command"), said.output());
        assertEquals("7", watermark());
    }

    @Test
    void aMistypedHomeIsNotCreated() {
        Path mistyped = home.resolve("hoem");
        JarProcess said = ingest("run", "--home", mistyped.toString());
        assertEquals(2, said.exitCode());
        assertTrue(said.output().contains("hoem: there is no such folder"), said.output());
        assertFalse(Files.exists(mistyped));
    }

    @Test
    void aMistypedSecretsFileIsNamedWithItsWholePath() {
        JarProcess said = ingest("run", "--home", home.toString(), "--secrets", "no.toml");
        assertEquals(2, said.exitCode());
        assertTrue(said.output().contains(shown(home.resolve("no.toml")) + ": there is no such file"), said.output());
    }

    @Test
    void aWorkbookThatIsNotThereIsNamedWithItsWholePath() throws IOException {
        Files.delete(workbook());
        refused(shown(workbook()) + ": there is no such file", "run");
    }

    @Test
    void aBackslashInDoubleQuotesIsExplained() throws IOException {
        for (String url : List.of("C:\\new\\temp", "\\temp", "C:\\fine\\backup", "C:\\Users\\x", "C:\\data")) {
            secrets("bucket_url = \"" + url + "\"");
            JarProcess said = ingest("run", "--dry-run", "--home", home.toString());
            assertEquals(2, said.exitCode(), url + said.output());
            assertTrue(said.output().contains("single quotes"), url + ": " + said.output());
        }
        secrets("bucket_url = 'C:\\new\\temp'");
        assertEquals(0, ingest("run", "--dry-run", "--home", home.toString()).exitCode());
    }

    @Test
    void aMistypedSecretIsNamed() throws IOException {
        secrets("bucket_url = \"lake\"", "pasword = \"geheim\"");
        JarProcess said = ingest("run", "--dry-run", "--home", home.toString());
        assertEquals(2, said.exitCode(), said.output());
        assertTrue(said.output().contains(".dlt/secrets.toml, which has sources.shop.pasword"), said.output());
        assertFalse(said.output().contains("geheim"), said.output());
    }

    @Test
    void theTerminalTellsOfTheRunWhateverDltsLogLevelSays() throws IOException {
        secrets("bucket_url = \"lake\"", "password = \"x\"");
        Files.writeString(
                home.resolve(".dlt").resolve("config.toml"), "[runtime]\nlog_level = \"ERROR\"\nretry_for = \"0s\"\n");
        JarProcess usual = ingest("run", "--home", home.toString());
        assertTrue(usual.output().contains("Starting job: shop.orders"), usual.output());
        assertTrue(usual.output().contains("0 of 1 job succeeded, 1 failed"), usual.output());
        assertFalse(log().contains("Starting job"), log());
        assertTrue(log().contains("[FAILED] shop.orders"), log());
        JarProcess quiet = ingest("run", "--quiet", "--home", home.toString());
        assertFalse(quiet.output().contains("Starting job") || quiet.output().contains("===="), quiet.output());
        assertTrue(quiet.output().contains("[FAILED] shop.orders"), quiet.output());
        assertTrue(
                ingest("run", "--verbose", "--home", home.toString()).output().contains("| DEBUG "));
        assertEquals(2, ingest("run", "--verbose", "--quiet").exitCode());
    }

    /** Refused with exit code 2: said on the terminal, in the log file and in a line of the audit of its own. */
    private void refused(String reason, String... command) {
        JarProcess said = ingest(Stream.concat(Stream.of("--home", home.toString()), Stream.of(command))
                .toArray(String[]::new));
        assertEquals(2, said.exitCode(), said.output());
        assertTrue(said.output().contains(reason), said.output());
        assertTrue(log().contains(reason), log());
        List<AuditLine> audit = new AuditLog(home.resolve("metadata"), LocalDate.EPOCH)
                .files().stream().flatMap(file -> AuditLog.read(file).stream()).toList();
        assertEquals(1, audit.size(), audit.toString());
        assertEquals("run", audit.get(0).job());
        assertTrue(audit.get(0).error().contains(reason), audit.toString());
        assertFalse(Files.exists(home.resolve("lake")));
    }

    private void secrets(String filesystem, String... source) throws IOException {
        Files.writeString(home.resolve(".dlt").resolve("secrets.toml"), """
                [sources.shop]
                host = "127.0.0.1"
                port = 1
                database = "none"
                username = "nobody"
                %s

                [destination.filesystem]
                %s
                """.formatted(
                        source.length == 0 ? "password = 'x'" : String.join("\n", source), filesystem));
    }

    private Path workbook() {
        return home.resolve("config").resolve("ingestion_config.xlsx");
    }

    private String watermark() {
        return new WorkbookFile(workbook(), "workbook")
                .read()
                .enabledRows()
                .get(0)
                .cursor()
                .lastWatermark()
                .orElse("");
    }

    private String log() {
        try (Stream<Path> logs = Files.list(home.resolve("logs"))) {
            return Files.readString(logs.sorted().reduce((one, other) -> other).orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static JarProcess ingest(String... arguments) {
        return InProcess.run(arguments);
    }

    @Test
    void usageIsExplained() {
        for (List<String> usage : List.of(
                List.of("run", "--dry-rum"),
                List.of("rum"),
                List.of("run", "--date", "27.01.2026"),
                List.of("run", "--home"),
                List.of("run", "more"))) {
            JarProcess run = InProcess.run(usage.toArray(String[]::new));
            assertEquals(2, run.exitCode(), run.output());
            assertTrue(run.output().contains(usage.get(usage.size() - 1)), run.output());
            assertFalse(run.output().contains("Exception"), run.output());
        }
        assertEquals(0, InProcess.run("--version").exitCode());
        JarProcess help = InProcess.run("run", "--help");
        assertEquals(0, help.exitCode());
        Stream.of("--home", "--config", "--secrets", "--job", "--date", "--replace", "--dry-run", "--connect")
                .forEach(option -> assertTrue(help.output().contains(option), option));
        assertTrue(InProcess.run("--help").output().contains("Exit codes"));
    }
}
