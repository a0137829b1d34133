package dev.ingest.commit.watermark;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.job.CellForm;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local memory of cells that are still to be written, a small file a load in {@code metadata/watermarks/}. What it
 * says of a load that is {@code OPEN} never counts before the lake agrees. Safe for use by several threads.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".journal";

    private final Path folder;
    private final HeldFiles held;

    public Journal(Path folder) {
        this(folder, HeldFiles.here());
    }

    /** The journal of a home, in its folder {@code metadata}. */
    public static Journal under(Path metadata) {
        return new Journal(metadata.resolve("watermarks"));
    }

    Journal(Path folder, HeldFiles held) {
        this.folder = folder;
        this.held = held;
    }

    /** Keeps {@code entry}, in place of what was kept of the same load. Durable when it returns. */
    public synchronized void put(JournalEntry entry) {
        try {
            DurableFile.write(
                    held, folder, name(entry.key(), entry.load()), format(entry).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failure("write", entry.load().text(), e);
        }
    }

    /** The load counts: its cell is due. */
    public synchronized void due(JournalEntry entry) {
        put(entry.due());
    }

    /** Forgets a load. */
    public synchronized void remove(JobKey key, LoadId load) {
        try {
            held.deleteIfExists(folder.resolve(name(key, load)));
        } catch (IOException e) {
            throw failure("delete", load.text(), e);
        }
    }

    /** What is kept, oldest load first. Files that do not parse are absent. */
    public synchronized List<JournalEntry> entries() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(file -> read(file).stream())
                    .sorted(Comparator.comparing(JournalEntry::load))
                    .toList();
        } catch (IOException e) {
            throw failure("list", folder.toString(), e);
        }
    }

    /** Deletes what a crash left half written; to be called before the run writes. What is held stays, and says nothing. */
    public synchronized void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(DurableFile.UNFINISHED))
                    .forEach(Journal::discard);
        } catch (IOException e) {
            throw failure("clear", folder.toString(), e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("{} stays", file, e);
        }
    }

    /** The entries of one job whose cell is due, oldest load first. */
    public synchronized List<JournalEntry> due(JobKey key) {
        return entries().stream()
                .filter(entry -> entry.key().equals(key) && entry.phase() == JournalEntry.Phase.DUE)
                .toList();
    }

    private static String name(JobKey key, LoadId load) {
        return String.format(Locale.ROOT, "%s-%08x%s", load, key.toString().hashCode(), SUFFIX);
    }

    private Optional<JournalEntry> read(Path file) {
        try {
            return parse(held.insist(() -> Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", file.toString(), e);
        }
    }

    private static String format(JournalEntry entry) {
        return line("dataset", entry.key().dataset())
                + line("table", entry.key().table())
                + line("load", entry.load().text())
                + line("phase", entry.phase().name())
                + line("before", entry.before().text())
                + line("before_form", entry.before().form().name())
                + line("after", entry.after().text())
                + line("after_form", entry.after().form().name())
                + "end=1\n";
    }

    private static String line(String name, String value) {
        StringBuilder escaped = new StringBuilder(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c > ' ' && c < 0x7f && c != '\\';
            escaped.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return escaped.append('\n').toString();
    }

    private static Optional<JournalEntry> parse(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
            if (!properties.containsKey("end")) {
                return Optional.empty();
            }
            return Optional.of(new JournalEntry(
                    new JobKey(properties.getProperty("dataset", ""), properties.getProperty("table", "")),
                    new LoadId(properties.getProperty("load", "")),
                    JournalEntry.Phase.valueOf(properties.getProperty("phase", "")),
                    new WatermarkCell(
                            properties.getProperty("before", ""),
                            CellForm.valueOf(properties.getProperty("before_form", ""))),
                    new WatermarkCell(
                            properties.getProperty("after", ""),
                            CellForm.valueOf(properties.getProperty("after_form", CellForm.TEXT.name())))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static IngestException failure(String what, String which, IOException cause) {
        return new IngestException(
                FailureKind.COMMIT,
                "Cannot " + what + " the watermark journal " + which + ": " + cause
                        + ". Check the folder metadata/watermarks.",
                cause);
    }
}
