package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Jar;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import dev.ingest.start.Lambdas;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run loads nothing that it can do without: each of these costs its start more than its rows do. */
class StartIT {
    private static final TestPostgres DATABASE = TestPostgres.database();

    /** A class, and what is to be done in its place. */
    private static final List<String> DEAR = List.of(
            // equals and hashCode of a record, which are made when first called: write them out, or key by a text.
            "java.lang.runtime.ObjectMethods",
            // JsonTree reads trees and JsonText writes them.
            "com.fasterxml.jackson.databind.ObjectMapper",
            // Snappy goes by its library alone.
            "org.apache.hadoop.conf.Configuration",
            // LateStatics puts off what Parquet would make ready.
            "shaded.parquet.com.fasterxml.jackson.databind.ObjectMapper",
            // BareLogback starts Logback.
            "ch.qos.logback.classic.util.ContextInitializer",
            // Other databases and the cloud are for those who use them.
            "oracle.jdbc.OracleDriver",
            "com.microsoft.sqlserver.jdbc.SQLServerDriver",
            "com.azure.core.http.HttpClient");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeAll
    static void createTables() {
        DATABASE.run(
                "CREATE TABLE few (id int PRIMARY KEY, name text, amount numeric(18,2), at timestamptz)",
                "INSERT INTO few SELECT i, 'name ' || i, i / 7.0, now() FROM generate_series(1, 1000) i",
                "CREATE TABLE names AS SELECT id, name FROM few");
    }

    @BeforeEach
    void fill() {
        workspace = Workspace.of(folder, DATABASE)
                .full("few")
                .incremental("names", "id")
                .save();
    }

    private List<String> dear(String... arguments) throws IOException {
        List<String> names = loaded(arguments);
        return DEAR.stream().filter(names::contains).toList();
    }

    private List<String> loaded(String... arguments) throws IOException {
        Path loaded = folder.resolve("classes.txt");
        JarProcess run = workspace.run(Jar.standard().jvm("-Xlog:class+load:file=" + loaded), arguments);
        assertEquals(0, run.exitCode(), run.output());
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.map(line -> line.split(" ", 3)[1]).toList();
        }
    }

    @Test
    void aSmallLoadGoesWithoutThem() throws IOException {
        assertEquals(List.of(), dear());
    }

    @Test
    void soDoesTheNextNight() throws IOException {
        dear();
        assertEquals(List.of(), dear());
    }

    @Test
    void soDoesADryRun() throws IOException {
        assertEquals(List.of(), dear("--dry-run"));
    }

    /** Those that this start loads; of the others few are worth their room in the jar. */
    @Test
    void nineClassesInTenNeedNoUnpacking() throws IOException {
        try (ZipFile jar = new ZipFile(jar().toFile())) {
            List<ZipEntry> entries = loaded().stream()
                    .map(name -> jar.getEntry(name.replace('.', '/') + ".class"))
                    .filter(Objects::nonNull)
                    .toList();
            assertTrue(entries.size() > 1000, entries.size() + " classes");
            long stored = entries.stream()
                    .filter(entry -> entry.getMethod() == ZipEntry.STORED)
                    .count();
            assertTrue(stored > 0.9 * entries.size(), stored + " of " + entries.size());
        }
    }

    private static Path jar() {
        return Path.of(System.getProperty("ingest.jar", "target/ingest.jar"));
    }

    /** The classes that the build has laid into the jar unpacked. */
    private static List<String> prepared() throws IOException {
        try (ZipFile entries = new ZipFile(jar().toFile())) {
            return Collections.list(entries.entries()).stream()
                    .filter(entry -> entry.getMethod() == ZipEntry.STORED)
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                    .toList();
        }
    }

    @Test
    void javaTakesTheClassesThatTheBuildChanged() throws IOException {
        List<String> classes = prepared();
        assertTrue(classes.size() > 5000, classes.size() + " classes");
        List<String> faults = new ArrayList<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String name : classes) {
                fault(name, loader).ifPresent(fault -> faults.add(name + ": " + fault));
            }
        }
        assertEquals(List.of(), faults);
    }

    /** To ask for its methods Java checks a class; what the jar does not have, as OSGi, it cannot. */
    private static Optional<String> fault(String name, URLClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            boolean made = name.contains("$$Lambda") && type.getDeclaredMethods().length > 0;
            return made && type.getNestHost() == type ? Optional.of("it is of no nest") : Optional.empty();
        } catch (ClassNotFoundException | NoClassDefFoundError absent) {
            String missing = String.valueOf(absent.getMessage()).replace('.', '/') + ".class";
            return loader.findResource(missing) == null ? Optional.empty() : Optional.of(absent.toString());
        } catch (LinkageError fault) {
            return Optional.of(fault.toString());
        }
    }

    /** But those of Java itself. */
    @Test
    void noLambdaIsLeftInThem() throws IOException {
        try (ZipFile entries = new ZipFile(jar().toFile())) {
            for (String name : prepared()) {
                ZipEntry entry = entries.getEntry(name.replace('.', '/') + ".class");
                try (InputStream content = entries.getInputStream(entry)) {
                    assertEquals(Map.of(), Lambdas.left(content.readAllBytes()), name);
                }
            }
        }
    }

    @Test
    void eachOfThemIsAClass() {
        DEAR.forEach(name -> assertDoesNotThrow(() -> Class.forName(name, false, StartIT.class.getClassLoader())));
    }
}
