package dev.ingest.report.reading;

import dev.ingest.commit.audit.AuditFile;
import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.job.JobStatus;
import dev.ingest.job.name.Counted;
import dev.ingest.report.history.History;
import dev.ingest.report.history.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The audit files of a home. */
public final class AuditTrail {
    private final AuditLog log;

    /**
     * The audit in {@code metadata}.
     *
     * @param today the day whose file comes last
     */
    public AuditTrail(Path metadata, LocalDate today) {
        this.log = new AuditLog(metadata, today);
    }

    /**
     * What jobs did since {@code first}, as the audit alone tells it.
     *
     * @param faults is told of each file that could not be read whole, a sentence each
     */
    public History since(LocalDate first, Consumer<String> faults) {
        Stream<JobRun> filed = files(first).stream().flatMap(file -> readable(file, faults).stream());
        return History.of(Stream.concat(filed, waiting().stream()));
    }

    private static List<JobRun> readable(Path file, Consumer<String> faults) {
        try {
            return read(file, faults);
        } catch (IOException e) {
            faults.accept(unreadable(file, e));
            return List.of();
        }
    }

    /** The files of {@code first} and later days, oldest first. */
    List<Path> files(LocalDate first) {
        String least = "audit_" + DateTimeFormatter.BASIC_ISO_DATE.format(first);
        return log.files().stream()
                .filter(file -> file.getFileName().toString().compareTo(least) >= 0)
                .toList();
    }

    /** What waits for its file. */
    List<JobRun> waiting() {
        return log.waiting().stream().map(AuditTrail::run).toList();
    }

    /** The runs that one file tells of. */
    static List<JobRun> read(Path file, Consumer<String> faults) throws IOException {
        String name = file.getFileName().toString();
        AuditFile read = AuditFile.read(file);
        if (!read.damaged().isEmpty()) {
            faults.accept(name + " has " + Counted.of(read.damaged().size(), "line")
                    + " that cannot be read, the first is line "
                    + read.damaged().get(0) + "; passed over.");
        }
        if (!read.added().isEmpty()) {
            faults.accept(name + " has columns of other hands, which say nothing here: "
                    + String.join(", ", read.added()) + ".");
        }
        return read.lines().stream().map(AuditTrail::run).toList();
    }

    /** That a file is left out. */
    static String unreadable(Path file, IOException cause) {
        return file.getFileName() + " cannot be read: " + cause + ". Its runs are missing here until it can.";
    }

    /** The run that a line tells of. */
    static JobRun run(AuditLine line) {
        return new JobRun(
                line.job(),
                line.timestamp(),
                line.status(),
                line.rows(),
                line.seconds(),
                line.status() == JobStatus.SUCCESS ? "" : line.error(),
                Optional.empty());
    }
}
