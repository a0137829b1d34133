package dev.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Lays the classes that every run loads into the jar as they are: to unpack thousands of them costs a short run a tenth of its
 * time. Run by the build.
 */
public final class StartClasses {
    /** Folders most of whose classes a start loads. */
    private static final List<String> ROOMS = List.of(
            "ch/qos/logback/",
            "com/fasterxml/jackson/core/",
            "com/fasterxml/jackson/databind/node/",
            "com/opencsv/",
            "com/zaxxer/hikari/",
            "dev/ingest/",
            "org/apache/commons/compress/archivers/zip/",
            "org/apache/parquet/",
            "org/postgresql/",
            "org/slf4j/",
            "org/tomlj/",
            "picocli/",
            "shaded/parquet/com/fasterxml/",
            "shaded/parquet/org/apache/thrift/");

    private StartClasses() {}

    /** Argument: the jar, which takes the place of itself once it is whole. */
    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path whole = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile compressed = ZipFile.builder().setPath(jar).get();
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(whole)) {
            for (ZipArchiveEntry entry : Collections.list(compressed.getEntriesInPhysicalOrder())) {
                if (isOfTheStart(entry.getName())) {
                    out.putArchiveEntry(unpacked(entry));
                    try (InputStream content = compressed.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                    out.closeArchiveEntry();
                } else {
                    out.addRawArchiveEntry(entry, compressed.getRawInputStream(entry));
                }
            }
        }
        Files.move(whole, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isOfTheStart(String name) {
        return name.endsWith(".class") && ROOMS.stream().anyMatch(name::startsWith);
    }

    private static ZipArchiveEntry unpacked(ZipArchiveEntry packed) {
        ZipArchiveEntry entry = new ZipArchiveEntry(packed.getName());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(packed.getSize());
        entry.setCrc(packed.getCrc());
        entry.setTime(packed.getTime());
        return entry;
    }
}
