package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.InProcess;
import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.job.SourceType;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A home that {@code init} made is one that runs, and its script starts the program. */
class InitIT {
    private static final Path BUILT =
            Path.of(System.getProperty("ingest.jar", "target/ingest.jar")).toAbsolutePath();

    private static final boolean WINDOWS = OS.WINDOWS.isCurrentOs();

    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("a home");
    }

    private JarProcess init(String... more) {
        List<String> command = new ArrayList<>(List.of("init", home().toString()));
        command.addAll(List.of(more));
        return InProcess.run(command.toArray(String[]::new));
    }

    /** The script that people and schedulers start on this system. */
    private List<String> typed() {
        return WINDOWS
                ? List.of("cmd", "/d", "/c", home().resolve("ingest.cmd").toString())
                : List.of(home().resolve("ingest.sh").toString());
    }

    /** Starts the script with arguments; exit code and output of what ran. */
    private JarProcess script(String... arguments) throws IOException, InterruptedException {
        return script(Map.of(), arguments);
    }

    private JarProcess script(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(typed());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new JarProcess(process.waitFor(), Jar.text(output));
    }

    @Test
    void aNewHomePassesADryRunAsItStands() {
        JarProcess made = init();
        assertEquals(0, made.exitCode(), made.output());
        assertTrue(made.output().contains("new        .dlt/secrets.toml"), made.output());
        JarProcess dry = InProcess.run("run", "--home", home().toString(), "--dry-run");
        assertEquals(0, dry.exitCode(), dry.output());
        assertFalse(dry.output().contains("warning"), dry.output());
        assertTrue(dry.output().contains("Dry run: 0 jobs, no fault found"), dry.output());
    }

    @Test
    void aNewHomeWithSamplesPassesADryRunToo() {
        String kinds = SourceType.all().stream().map(SourceType::id).collect(Collectors.joining(","));
        assertEquals(0, init("--source", kinds).exitCode());
        JarProcess dry = InProcess.run("run", "--home", home().toString(), "--dry-run");
        assertEquals(0, dry.exitCode(), dry.output());
        assertFalse(dry.output().contains("warning"), dry.output());
    }

    @Test
    void aSecondTimeNothingIsTouched() {
        init();
        JarProcess again = init("--source", "oracle");
        assertEquals(0, again.exitCode(), again.output());
        assertTrue(again.output().contains("as it was  config/ingestion_config.xlsx"), again.output());
        assertTrue(again.output().contains("Samples stand in new files alone."), again.output());
        assertFalse(again.output().contains("  new "), again.output());
    }

    @Test
    void anUnknownKindIsNamedWithThoseThereAre() {
        JarProcess said = init("--source", "postgres");
        assertEquals(2, said.exitCode(), said.output());
        assertTrue(
                said.output().contains("'postgres' is no kind of source. Name one of postgresql, oracle, mssql"),
                said.output());
        assertFalse(Files.exists(home()));
    }

    @Test
    void aJarThatIsNotThereIsRefused() {
        JarProcess said = init("--jar", folder.resolve("no.jar").toString());
        assertEquals(2, said.exitCode(), said.output());
        assertTrue(said.output().contains("no.jar: there is no such file. Correct --jar."), said.output());
        assertFalse(Files.exists(home()));
    }

    @Test
    void theSampleRunsOnceItsValuesAreFilledIn() throws IOException, InterruptedException, SQLException {
        Workspace workspace = filledIn(BUILT);

        JarProcess run = script("run");

        assertEquals(0, run.exitCode(), run.output());
        assertEquals(10, workspace.audit("my_postgres_db.orders").get(0).rows());
    }

    @Test
    void theScriptKeepsTheClassesOfARunReady() throws IOException, InterruptedException, SQLException {
        Path jar = Files.copy(BUILT, folder.resolve("own.jar"));
        Path archive = home().resolve("tmp/ingest.jsa");
        filledIn(jar);

        assertEquals(2, script("run", "--date", "9999-12-31").exitCode());
        assertEquals(0, script("--version").exitCode());
        assertFalse(Files.exists(archive), "what loaded nothing needs too few classes");
        assertEquals(0, script("run", "--dry-run").exitCode());
        assertFalse(Files.exists(archive), "what loaded nothing needs too few classes");

        assertEquals(0, script("run").exitCode());
        FileTime first = Files.getLastModifiedTime(archive);
        JarProcess next = script("run");
        assertEquals(0, next.exitCode(), next.output());
        assertFalse(next.output().contains("cds"), next.output());
        assertEquals(first, Files.getLastModifiedTime(archive), "made once");
        assertEquals(List.of(), readFromTheJar("--version"));

        cut(archive);
        JarProcess damaged = script("run");
        assertEquals(0, damaged.exitCode(), damaged.output());
        assertNotEquals(first, Files.getLastModifiedTime(archive), "a damaged archive is made again");

        FileTime renewed = Files.getLastModifiedTime(archive);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-29T00:00:00Z")));
        JarProcess other = script("run");
        assertEquals(0, other.exitCode(), other.output());
        assertNotEquals(renewed, Files.getLastModifiedTime(archive), "made again for another jar");
    }

    @Test
    void theScriptSaysThatTheProgramIsGone() throws IOException, InterruptedException {
        Path jar = Files.copy(BUILT, folder.resolve("own.jar"));
        assertEquals(0, init("--jar", jar.toString()).exitCode());
        Files.delete(jar);
        JarProcess gone = script("run");
        assertEquals(2, gone.exitCode(), gone.output());
        assertTrue(gone.output().contains("own.jar"), gone.output());
        assertTrue(gone.output().contains(". Put the program there, or set INGEST_JAR"), gone.output());
    }

    @Test
    void theScriptSaysWhatHidesTheProgramFromJava() throws IOException, InterruptedException {
        Path parted = Files.createDirectory(folder.resolve("10" + File.pathSeparator + "30"));
        Path jar = Files.copy(BUILT, parted.resolve("own.jar"));
        assertEquals(0, init("--jar", jar.toString()).exitCode());
        JarProcess hidden = script("run");
        assertEquals(2, hidden.exitCode(), hidden.output());
        assertTrue(
                hidden.output().contains(WINDOWS ? "path with a semicolon, " : "path with a colon, "), hidden.output());
        assertTrue(hidden.output().contains(". Move it, or set INGEST_JAR"), hidden.output());
    }

    /** As one that {@code jlink} made, which has no archive of its own, and as one that is told to use none. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:SharedArchiveFile=none.jsa", "-Xshare:off", "-XX:-UseCompressedClassPointers"})
    void aJavaThatMakesNoArchiveRunsAllTheSame(String option) throws IOException, InterruptedException, SQLException {
        Workspace workspace = filledIn(BUILT);
        JarProcess run = script(Map.of("INGEST_JAVA_OPTIONS", option), "run");
        assertEquals(0, run.exitCode(), run.output());
        assertEquals(1, workspace.audit("my_postgres_db.orders").size());
        try (Stream<Path> left = Files.list(home().resolve("tmp"))) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.toString().contains("ingest.jsa")).toList());
        }
    }

    /** It may wait for a debugger, of which nobody would hear. */
    @ParameterizedTest
    @ValueSource(strings = {"-agentlib:jdwp=suspend=y", "-Xmx1g -javaagent:own.jar", "-Xrunjdwp:suspend=y"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script is no java.exe")
    void anAgentIsStartedOnce(String options) throws IOException, InterruptedException {
        Path calls = folder.resolve("calls");
        String java = java("echo \"$@\" >>'" + calls + "'");
        assertEquals(0, init("--jar", BUILT.toString()).exitCode());
        script(Map.of("JAVA_HOME", java), "run");
        assertEquals(2, Files.readAllLines(calls).size(), "once to see what it can, once to run");
        script(Map.of("JAVA_HOME", java, "INGEST_JAVA_OPTIONS", options), "run");
        assertEquals(3, Files.readAllLines(calls).size());
    }

    /** A Java that does nothing but {@code line}; its home. */
    private String java(String line) throws IOException {
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + line + "\n");
        assertTrue(java.toFile().setExecutable(true));
        return folder.resolve("java").toString();
    }

    /** Java 24 and later warn of Snappy otherwise, on every night's standard error. */
    @ParameterizedTest
    @CsvSource({"17.0.9, false", "23.0.1, false", "24, true", "25.0.3, true", "25-ea, true", "none, false", "'', false"
    })
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a script is no java.exe")
    void newerJavasAreToldOfMachineCode(String version, boolean told) throws IOException, InterruptedException {
        String java = java("echo \"$@\"");
        if (!version.equals("none")) {
            Files.writeString(
                    folder.resolve("java/release"),
                    "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base\"\n");
        }
        assertEquals(0, init("--jar", BUILT.toString()).exitCode());
        JarProcess started = script(Map.of("JAVA_HOME", java), "check");
        assertEquals(told, started.output().contains("--enable-native-access=ALL-UNNAMED "), started.output());
        assertTrue(started.output().endsWith(" check\n"), started.output());
    }

    /** The program's classes that did not come from the archive. */
    private List<String> readFromTheJar(String... arguments) throws IOException, InterruptedException {
        Path loaded = folder.resolve("classes.txt");
        JarProcess run = script(Map.of("INGEST_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded), arguments);
        assertEquals(0, run.exitCode(), run.output());
        List<String> lines = Files.readAllLines(loaded);
        assertTrue(
                lines.stream().anyMatch(line -> line.contains(" dev.ingest.Main source: shared objects file")),
                run.output());
        return lines.stream().filter(line -> line.contains("own.jar")).toList();
    }

    /** A new home whose sample row loads a table of ten rows. */
    private Workspace filledIn(Path jar) throws IOException, SQLException {
        TestPostgres database = TestPostgres.database();
        String reader = database.login();
        database.run(
                "CREATE TABLE orders AS SELECT i AS id FROM generate_series(1, 10) i",
                "GRANT SELECT ON orders TO " + reader);
        assertEquals(0, init("--source", "postgresql", "--jar", jar.toString()).exitCode());
        Path secrets = home().resolve(".dlt/secrets.toml");
        Files.writeString(
                secrets,
                Files.readString(secrets)
                        .replace("port = 5432", "port = " + database.port())
                        .replace("\"sales\"", "\"" + database.name() + "\"")
                        .replaceFirst(
                                "\"reader\"\n# password = \"...\"", "\"" + reader + "\"\npassword = \"anything\""));
        return Workspace.at(home())
                .sheet(
                        "jobs",
                        List.of(
                                List.of("source_type", "source_name", "table_name", "load_type", "enabled"),
                                List.of("postgresql", "my_postgres_db", "orders", "FULL", "Y")));
    }

    /** Leaves a half of {@code file}, as a machine that went down. */
    private static void cut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        assertTrue(file.toFile().setWritable(true), "Java makes it one to read alone");
        Files.delete(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }
}
