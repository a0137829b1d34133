package dev.ingest.commit.audit;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import com.opencsv.RFC4180ParserBuilder;
import dev.ingest.job.JobStatus;
import dev.ingest.job.name.Printable;
import dev.ingest.secret.Redaction;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One job's line in the audit.
 *
 * @param timestamp when the job ended, in the run's zone, whole seconds
 * @param job {@code source_name.table_name} as written, or {@code run}
 * @param status how it ended
 * @param rows rows that landed
 * @param seconds how long it took
 * @param partitionPath where they landed; empty on failure
 * @param error one line of text; empty on success, but for what its users had left out
 */
public record AuditLine(
        LocalDateTime timestamp,
        String job,
        JobStatus status,
        long rows,
        Duration seconds,
        String partitionPath,
        String error) {
    /** The file's first line. */
    public static final String HEADER =
            "timestamp,job_name,status,rows_processed,duration_seconds,partition_path,error_message";

    private static final String FORM = "uuuu-MM-ddTHH:mm:ss";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\u0085\\u2028\\u2029]+\\s*");
    private static final int COLUMNS = 7;

    public AuditLine {
        timestamp = timestamp.truncatedTo(ChronoUnit.SECONDS);
        seconds = Duration.ofMillis((seconds.toMillis() + 5) / 10 * 10);
        job = oneLine(job);
        partitionPath = oneLine(partitionPath);
        error = Redaction.of(oneLine(Redaction.of(error)));
    }

    /** A job whose load counts. */
    public static AuditLine success(LocalDateTime at, String job, long rows, Duration took, String partitionPath) {
        return new AuditLine(at, job, JobStatus.SUCCESS, rows, took, partitionPath, "");
    }

    /** A job of which nothing landed. */
    public static AuditLine failure(LocalDateTime at, String job, JobStatus status, Duration took, String error) {
        return new AuditLine(at, job, status, 0, took, "", error);
    }

    /** This line with a remark where a failure has its reason. */
    public AuditLine noting(String remark) {
        return new AuditLine(timestamp, job, status, rows, seconds, partitionPath, remark);
    }

    /** This line of a job that took so long. */
    public AuditLine lasting(Duration took) {
        return new AuditLine(timestamp, job, status, rows, took, partitionPath, error);
    }

    /** The line that recovery leaves in place of this one when the load did not count. */
    public AuditLine interrupted() {
        return failure(
                timestamp,
                job,
                JobStatus.INTERRUPTED,
                seconds,
                "The run ended before the load counted; what it had published was taken back");
    }

    /** The line without its end, quoted only where it has to be; no cell of it can become a formula. */
    public String csv() {
        StringWriter out = new StringWriter();
        String[] cells = {
            SECONDS.format(timestamp),
            harmless(job),
            status.name(),
            Long.toString(rows),
            BigDecimal.valueOf(seconds.toMillis() / 10, 2).toPlainString(),
            harmless(partitionPath),
            harmless(error)
        };
        try (ICSVWriter writer = new CSVWriterBuilder(out).withLineEnd("").build()) {
            writer.writeNext(cells, false);
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return out.toString();
    }

    /** The line that {@code csv} is; empty for the header and for what is no line. */
    public static Optional<AuditLine> parse(String csv) {
        try {
            return of(new RFC4180ParserBuilder().build().parseLine(csv));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The line of these cells; empty when they are none. */
    static Optional<AuditLine> of(String[] cells) {
        if (cells.length != COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AuditLine(
                    time(cells[0]),
                    plain(cells[1]),
                    JobStatus.valueOf(cells[2]),
                    Long.parseLong(cells[3]),
                    Duration.ofMillis(new BigDecimal(cells[4]).movePointRight(3).longValue()),
                    plain(cells[5]),
                    plain(cells[6])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In the form that {@link #csv} writes; by hand, since a report over many nights reads hundreds of thousands. */
    private static LocalDateTime time(String text) {
        if (text.length() != FORM.length() || text.charAt(10) != 'T') {
            throw new DateTimeException(text + " is not " + FORM);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseUnsignedInt(text, from, to, 10);
    }

    private static String oneLine(String text) {
        boolean isOne = Printable.of(text).equals(text);
        return isOne
                ? text.strip()
                : Printable.of(LINE_ENDS.matcher(text).replaceAll(" ").strip());
    }

    /** Spreadsheets take a cell that begins with one of these for a formula; an apostrophe makes it text. */
    private static String harmless(String cell) {
        return startsFormula(cell) ? "'" + cell : cell;
    }

    private static String plain(String cell) {
        return cell.startsWith("'") && startsFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }

    private static boolean startsFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    }
}
