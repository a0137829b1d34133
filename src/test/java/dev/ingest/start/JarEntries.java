package dev.ingest.start;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** What Java 17 finds in a jar, of classes with several versions the one that it takes: to look for that costs each class of a start time. */
final class JarEntries {
    private static final String VERSIONS = "META-INF/versions/";
    private static final int JAVA = 17;

    private JarEntries() {}

    /** The entries by the names under which they are found. */
    static Map<String, ZipArchiveEntry> of(ZipFile jar) {
        Map<String, ZipArchiveEntry> entries = new LinkedHashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (ZipArchiveEntry entry : Collections.list(jar.getEntriesInPhysicalOrder())) {
            if (!entry.getName().startsWith(VERSIONS)) {
                entries.putIfAbsent(entry.getName(), entry);
            } else if (!entry.isDirectory()) {
                String[] versioned =
                        entry.getName().substring(VERSIONS.length()).split("/", 2);
                int version = Integer.parseInt(versioned[0]);
                if (version <= JAVA && version > versions.getOrDefault(versioned[1], 0)) {
                    versions.put(versioned[1], version);
                    entries.put(versioned[1], entry);
                }
            }
        }
        return entries;
    }
}
