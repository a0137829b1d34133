package dev.ingest.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Makes the classes that every run loads cost it less: they lie in the jar unpacked, their lambdas are classes, and what
 * would slow them down otherwise is done beforehand. Run by the build, on its jar.
 */
public final class StartClasses {
    private static final String OWN = "dev/ingest/";

    /** Folders most of whose classes a start loads. */
    private static final List<String> ROOMS = List.of(
            "ch/qos/logback/",
            "com/fasterxml/jackson/core/",
            "com/fasterxml/jackson/databind/node/",
            "com/opencsv/",
            "com/zaxxer/hikari/",
            OWN,
            "org/apache/commons/compress/archivers/zip/",
            "org/apache/parquet/",
            "org/postgresql/",
            "org/slf4j/",
            "org/tomlj/",
            "picocli/",
            "shaded/parquet/org/apache/thrift/");

    private static final String MAIN = OWN + "Main.class";

    /** Compiled for Java 5: Java's class archive leaves them out, and their checks take longer than those of newer ones. */
    private static final String OLD = "picocli/";

    /** Makes a whole JSON library ready when it is loaded, to print footers, which this program does not. */
    private static final String LATE = "org/apache/parquet/hadoop/metadata/ParquetMetadata.class";

    private StartClasses() {}

    /** Argument: the jar, which takes the place of itself once it is whole. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path whole = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile packed = ZipFile.builder().setPath(jar).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(whole)) {
            Map<String, ZipArchiveEntry> entries = JarEntries.of(packed);
            Map<String, byte[]> classes = prepared(ofTheStart(packed, entries), jar);
            for (Map.Entry<String, ZipArchiveEntry> each : entries.entrySet()) {
                if (!classes.containsKey(each.getKey())) {
                    ZipArchiveEntry entry = each.getValue();
                    out.addRawArchiveEntry(packedEntry(each.getKey(), entry), packed.getRawInputStream(entry));
                }
            }
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                out.putArchiveEntry(unpackedEntry(each.getKey(), each.getValue(), time(each.getKey(), entries)));
                out.write(each.getValue());
                out.closeArchiveEntry();
            }
        }
        Files.move(whole, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, byte[]> ofTheStart(ZipFile jar, Map<String, ZipArchiveEntry> entries)
            throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (Map.Entry<String, ZipArchiveEntry> each : entries.entrySet()) {
            String name = each.getKey();
            if (ClassEntry.is(name) && ROOMS.stream().anyMatch(name::startsWith)) {
                try (InputStream content = jar.getInputStream(each.getValue())) {
                    classes.put(name, content.readAllBytes());
                }
            }
        }
        return classes;
    }

    private static Map<String, byte[]> prepared(Map<String, byte[]> classes, Path jar) throws IOException {
        Map<String, byte[]> prepared = LambdaClasses.madeOf(classes);
        try (URLClassLoader all = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            prepared.replaceAll((name, content) -> name.startsWith(OLD) ? NewFrames.of(content, all) : content);
        }
        // Ours keep them: a fault of ours is to be told as well as can be.
        prepared.replaceAll((name, content) -> name.startsWith(OWN) ? content : LocalNames.leftOut(content));
        prepared.putAll(LateStatics.of(present(prepared, LATE)));
        return prepared;
    }

    /** A class that is made here has the time of one that is always there: a build of the same commit gives the same jar. */
    private static long time(String name, Map<String, ZipArchiveEntry> entries) {
        return entries.getOrDefault(name, present(entries, MAIN)).getTime();
    }

    private static <T> T present(Map<String, T> entries, String name) {
        T entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException("Cannot prepare the jar: it has no " + name + ". Correct StartClasses.");
        }
        return entry;
    }

    private static ZipArchiveEntry packedEntry(String name, ZipArchiveEntry packed) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(packed.getMethod());
        entry.setSize(packed.getSize());
        entry.setCompressedSize(packed.getCompressedSize());
        entry.setCrc(packed.getCrc());
        entry.setTime(packed.getTime());
        return entry;
    }

    private static ZipArchiveEntry unpackedEntry(String name, byte[] content, long time) {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTime(time);
        return entry;
    }
}
