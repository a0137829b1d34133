package dev.ingest.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassesTest {
    @TempDir
    Path folder;

    /** A program that says what it found. */
    static final class Asked {
        private Asked() {}

        public static void main(String[] arguments) {
            System.out.print(OwnClasses.isSparkAround());
        }
    }

    /** What a process says whose class path is one jar, which names others, as IDEs and Hadoop on Windows make it. */
    private String said(Path... others) throws IOException, InterruptedException {
        StringBuilder named = new StringBuilder();
        for (Path other : others) {
            named.append(other.toUri()).append(' ');
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, named.toString());
        Path jar = folder.resolve("names.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        jar.toString(),
                        Asked.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static Path classesOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    @Test
    void sparkIsSeenWhereTheClassPathIsAJarThatNamesIt() throws IOException, InterruptedException {
        Path spark = Files.createDirectories(folder.resolve("spark/org/apache/spark"));
        Files.createFile(spark.resolve("SparkContext.class"));
        assertEquals(
                "true", said(classesOf(OwnClasses.class), classesOf(OwnClassesTest.class), folder.resolve("spark")));
    }

    @Test
    void withoutItNothingIsSeen() throws IOException, InterruptedException {
        assertEquals("false", said(classesOf(OwnClasses.class), classesOf(OwnClassesTest.class)));
    }
}
