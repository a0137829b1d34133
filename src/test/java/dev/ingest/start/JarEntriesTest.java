package dev.ingest.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarEntriesTest {
    @TempDir
    Path folder;

    /** The entries that are taken, by their names, with what they hold: their names before. */
    private Map<String, String> taken(String... names) throws IOException {
        Path jar = folder.resolve("some.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        Map<String, String> taken = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(jar).get()) {
            for (Map.Entry<String, ZipArchiveEntry> each : JarEntries.of(zip).entrySet()) {
                try (InputStream content = zip.getInputStream(each.getValue())) {
                    taken.put(each.getKey(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return taken;
    }

    @Test
    void whatHasNoVersionsStays() throws IOException {
        assertEquals(Map.of("A.class", "A.class", "a/b.txt", "a/b.txt"), taken("A.class", "a/b.txt"));
    }

    @Test
    void theNewestThatJava17ReadsIsTaken() throws IOException {
        for (List<String> order : List.of(List.of("9", "11", "21"), List.of("21", "11", "9"))) {
            assertEquals(
                    Map.of("A.class", "META-INF/versions/11/A.class"),
                    taken(
                            "A.class",
                            "META-INF/versions/" + order.get(0) + "/A.class",
                            "META-INF/versions/" + order.get(1) + "/A.class",
                            "META-INF/versions/" + order.get(2) + "/A.class"));
        }
    }

    @Test
    void oneThatOnlyVersionsHaveIsTakenToo() throws IOException {
        assertEquals(Map.of("A.class", "META-INF/versions/17/A.class"), taken("META-INF/versions/17/A.class"));
        assertEquals(Map.of(), taken("META-INF/versions/21/A.class"));
    }

    @Test
    void theNamedEntryComesAfterItsVersionToo() throws IOException {
        assertEquals(Map.of("A.class", "META-INF/versions/9/A.class"), taken("META-INF/versions/9/A.class", "A.class"));
    }
}
