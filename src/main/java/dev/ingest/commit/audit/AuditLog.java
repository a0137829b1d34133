package dev.ingest.commit.audit;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit files of a folder, {@code audit_YYYYMMDD.csv}: plain UTF-8, {@code \n} at line ends, only ever appended to.
 * While a file cannot be written (Excel holds it open), lines wait in {@code audit.pending}.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    /** Whoever asks how long jobs take needs no more than these, and does not wait for a year to be read. */
    private static final int DAYS_OF_DURATIONS = 14;

    private final Path folder;
    private final LocalDate day;
    private final HeldFiles held;
    /** Files that were waited for in vain: Excel holds them for hours. */
    private final Set<Path> busy = new HashSet<>();

    /**
     * The audit in {@code folder}.
     *
     * @param day the run's execution date, which names its file
     */
    public AuditLog(Path folder, LocalDate day) {
        this(folder, day, HeldFiles.here());
    }

    AuditLog(Path folder, LocalDate day, HeldFiles held) {
        this.folder = folder;
        this.day = day;
        this.held = held;
    }

    /** The run's execution date. */
    public LocalDate day() {
        return day;
    }

    /** Adds a line; durable when it returns, in the file or among the pending. */
    public synchronized void append(AuditLine line) {
        add(day, line.csv());
    }

    /** Adds this line to the file of {@code lineDay}, whatever stands there: two loads may leave the same line. */
    public synchronized void append(LocalDate lineDay, String csv) {
        add(lineDay, csv);
    }

    /**
     * Adds this line to the file of {@code day} unless that or the pending have it, however long it says the job took.
     *
     * @param others the lines of other loads, asked for when such a line stands there: one of each is theirs
     * @return the line that stands there
     */
    public synchronized String appendIfAbsent(LocalDate day, String csv, Supplier<List<String>> others) {
        Stream<String> pending =
                pending().stream().filter(line -> line.day().equals(day)).map(Pending::csv);
        Optional<AuditLine> sought = timeless(csv);
        List<String> present = Stream.concat(lines(held, file(day)).stream(), pending)
                .filter(line -> line.equals(csv) || (sought.isPresent() && sought.equals(timeless(line))))
                .collect(Collectors.toCollection(ArrayList::new));
        if (!present.isEmpty()) {
            others.get().forEach(present::remove);
        }
        if (present.isEmpty()) {
            add(day, csv);
            return csv;
        }
        return present.get(0);
    }

    private static Optional<AuditLine> timeless(String csv) {
        return AuditLine.parse(csv).map(line -> line.lasting(Duration.ZERO));
    }

    /** Moves pending lines to their files, as far as those can be written. */
    public synchronized void drainPending() {
        List<Pending> waiting = pending();
        if (waiting.isEmpty()) {
            return;
        }
        List<Pending> left = new ArrayList<>();
        waiting.stream()
                .collect(Collectors.groupingBy(line -> line, LinkedHashMap::new, Collectors.counting()))
                .forEach((line, times) -> left.addAll(Collections.nCopies(missing(line, times), line)));
        left.removeIf(line -> tryWrite(line.day(), line.csv()));
        try {
            rewritePending(left);
        } catch (IOException e) {
            throw failure(pendingFile(), e);
        }
    }

    /** How many of so many equal lines a drain that was cut short has not written; those of several loads may be equal. */
    private int missing(Pending line, long times) {
        long written = lines(held, file(line.day())).stream()
                .filter(line.csv()::equals)
                .count();
        return (int) Math.max(0, times - written);
    }

    /** How each job last ended, by its name; lines that are damaged say nothing. */
    public synchronized Map<String, JobStatus> lastOutcomes() {
        Map<String, AuditLine> last = new LinkedHashMap<>();
        files().forEach(file -> read(file).forEach(line -> last.merge(line.job(), line, AuditLog::later)));
        waiting().forEach(line -> last.merge(line.job(), line, AuditLog::later));
        Map<String, JobStatus> outcomes = new LinkedHashMap<>();
        last.forEach((job, line) -> outcomes.put(job, line.status()));
        return outcomes;
    }

    /** How long each job took when it last succeeded, by its name, as the newest files tell. */
    public synchronized Map<String, Duration> lastDurations() {
        List<Path> files = files();
        Map<String, Duration> durations = new LinkedHashMap<>();
        files.subList(Math.max(0, files.size() - DAYS_OF_DURATIONS), files.size()).stream()
                .flatMap(file -> read(file).stream())
                .filter(line -> line.status() == JobStatus.SUCCESS)
                .forEach(line -> durations.put(line.job(), line.seconds()));
        return durations;
    }

    /** A run with another {@code --date} writes into an older file, so that the files' order says too little. */
    private static AuditLine later(AuditLine known, AuditLine found) {
        return found.timestamp().isBefore(known.timestamp()) ? known : found;
    }

    /** The audit files, oldest day first. */
    public List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("audit_\\d{8}\\.csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    /** Deletes the files of days before {@code first}; what another program holds stays until a later run. */
    public synchronized void prune(LocalDate first) {
        files().stream()
                .filter(file -> day(file).filter(day -> day.isBefore(first)).isPresent())
                .forEach(AuditLog::discard);
    }

    private static Optional<LocalDate> day(Path file) {
        try {
            return Optional.of(LocalDate.parse(file.getFileName().toString().replaceAll("\\D", ""), DAY));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("The old audit {} stays", file.getFileName(), e);
        }
    }

    /** The lines of one audit file. */
    public static List<AuditLine> read(Path file) {
        return lines(HeldFiles.here(), file).stream()
                .flatMap(line -> AuditLine.parse(line).stream())
                .toList();
    }

    /** Lines that wait to be written into their files. */
    public synchronized List<AuditLine> waiting() {
        return pending().stream()
                .flatMap(line -> AuditLine.parse(line.csv()).stream())
                .toList();
    }

    private void add(LocalDate day, String csv) {
        if (tryWrite(day, csv)) {
            return;
        }
        LOG.warn("{} cannot be written now: the line waits in audit.pending", file(day));
        try {
            held.insist(() -> appendDurably(pendingFile(), DAY.format(day) + "," + csv + "\n"));
        } catch (IOException e) {
            throw failure(pendingFile(), e);
        }
    }

    private boolean tryWrite(LocalDate day, String csv) {
        Path file = file(day);
        try {
            Files.createDirectories(folder);
            HeldFiles.Work<Path> work = () -> appendWhole(file, csv);
            if (busy.contains(file)) {
                work.run();
            } else {
                held.insist(work);
            }
            return true;
        } catch (IOException e) {
            busy.add(file);
            return false;
        }
    }

    private static Path appendWhole(Path file, String csv) throws IOException {
        String start = repair(file) ? AuditLine.HEADER + "\n" : "";
        return appendDurably(file, start + csv + "\n");
    }

    /** Ends a last line that has no end, or drops it when a crash cut it short; true when the file is empty. */
    private static boolean repair(Path file) throws IOException {
        // On Windows a file that another program holds does not "exist".
        if (Files.notExists(file) || Files.size(file) == 0) {
            return true;
        }
        byte[] content = Files.readAllBytes(file);
        int end = content.length;
        if (content[end - 1] == '\n') {
            return false;
        }
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        String last = new String(content, end, content.length - end, StandardCharsets.UTF_8);
        if (last.equals(AuditLine.HEADER) || AuditLine.parse(last).isPresent()) {
            appendDurably(file, "\n");
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
        return end == 0;
    }

    private static Path appendDurably(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return file;
    }

    private List<Pending> pending() {
        return lines(held, pendingFile()).stream()
                .flatMap(line -> Pending.parse(line).stream())
                .toList();
    }

    private void rewritePending(List<Pending> left) throws IOException {
        if (left.isEmpty()) {
            held.deleteIfExists(pendingFile());
            return;
        }
        Path next = folder.resolve("audit.pending.tmp");
        held.deleteIfExists(next);
        StringBuilder text = new StringBuilder();
        left.forEach(line -> text.append(DAY.format(line.day()))
                .append(',')
                .append(line.csv())
                .append('\n'));
        appendDurably(next, text.toString());
        held.replace(next, pendingFile());
    }

    private Path file(LocalDate day) {
        return folder.resolve("audit_" + DAY.format(day) + ".csv");
    }

    private Path pendingFile() {
        return folder.resolve("audit.pending");
    }

    /** A file that cannot be read has no lines that matter: what is added twice says the same twice. */
    private static List<String> lines(HeldFiles held, Path file) {
        try {
            return Files.isRegularFile(file)
                    ? held.insist(() -> Files.readString(file)).lines().toList()
                    : List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
            return List.of();
        }
    }

    private static IngestException failure(Path file, IOException cause) {
        return new IngestException(
                FailureKind.COMMIT,
                "Cannot write the audit " + file + ": " + cause + ". Check the folder's permissions and free space.",
                cause);
    }

    /** A line that waits; one that a crash cut short is none. */
    private record Pending(LocalDate day, String csv) {
        static Optional<Pending> parse(String line) {
            if (!line.matches("\\d{8},.*") || AuditLine.parse(line.substring(9)).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Pending(LocalDate.parse(line.substring(0, 8), DAY), line.substring(9)));
        }
    }
}
