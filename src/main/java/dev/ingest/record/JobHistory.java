package dev.ingest.record;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.job.JobStatus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How a job ended of late, as the audit says it.
 *
 * @param lines its lines, oldest first; at least one
 */
public record JobHistory(List<AuditLine> lines) {
    public JobHistory {
        lines = List.copyOf(lines);
    }

    /**
     * Of all jobs that {@code wanted} names, by name.
     *
     * @param days of how many audit files, the newest
     */
    public static Map<String, JobHistory> read(Path metadata, int days, Predicate<String> wanted) {
        List<Path> files = new AuditLog(metadata, LocalDate.EPOCH).files();
        Map<String, List<AuditLine>> lines = new TreeMap<>();
        files.subList(Math.max(0, files.size() - days), files.size())
                .forEach(file -> AuditLog.read(file).stream()
                        .filter(line -> wanted.test(line.job()))
                        .forEach(line -> lines.computeIfAbsent(line.job(), job -> new ArrayList<>())
                                .add(line)));
        Map<String, JobHistory> histories = new TreeMap<>();
        lines.forEach((job, all) -> {
            // A run with another --date writes into an older file.
            all.sort(Comparator.comparing(AuditLine::timestamp));
            histories.put(job, new JobHistory(all));
        });
        return histories;
    }

    /** How it ended last. */
    public AuditLine last() {
        return lines.get(lines.size() - 1);
    }

    /** When it last succeeded, in the run's zone. */
    public Optional<LocalDateTime> lastSuccess() {
        return successes().stream().map(AuditLine::timestamp).reduce((earlier, later) -> later);
    }

    /** Its loads that count, oldest first. */
    public List<AuditLine> successes() {
        return lines.stream().filter(line -> line.status() == JobStatus.SUCCESS).toList();
    }
}
