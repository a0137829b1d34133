package dev.ingest.report;

import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import dev.ingest.report.page.Facts;
import dev.ingest.report.page.Page;
import dev.ingest.report.reading.Past;
import dev.ingest.report.reading.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page {@code metadata/report.html}. */
public final class Report {
    private static final String FILE = "report.html";
    /** One line of text in which whoever plans the next run says when it is. */
    private static final String SCHEDULE = "schedule.txt";

    private final ReportParts parts;

    public Report(ReportParts parts) {
        this.parts = parts;
    }

    /**
     * A page that was written.
     *
     * @param page the file
     * @param faults what is missing in it, a sentence each
     */
    public record Written(Path page, List<String> faults) {
        public Written {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Writes the page in the place of the one before.
     *
     * @param patience how long manifests may be read
     * @throws IngestException (COMMIT) when it cannot be written
     */
    public Written write(Duration patience) {
        Past.Told told = new Past(parts.metadata(), parts.clock()).read(parts.store(), parts.datasets(), patience);
        List<String> faults = new ArrayList<>(told.faults());
        Facts facts = new Facts(
                told.history(),
                parts.enabled(),
                next(faults),
                parts.destination(),
                waiting(faults),
                faults,
                ZonedDateTime.now(parts.clock()));
        Path page = parts.metadata().resolve(FILE);
        try {
            WholeFile.write(page, Page.of(facts));
        } catch (IOException e) {
            throw new IngestException(
                    FailureKind.COMMIT,
                    "Cannot write the report " + ShownPath.of(page) + ": " + e
                            + ". Check the folder's permissions and free space.",
                    e);
        }
        return new Written(page, faults);
    }

    private Optional<String> next(List<String> faults) {
        Path file = parts.metadata().resolve(SCHEDULE);
        try {
            return Files.exists(file)
                    ? Files.readString(file, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            faults.add(SCHEDULE + " cannot be read: " + e + ".");
            return Optional.empty();
        }
    }

    private int waiting(List<String> faults) {
        try {
            return (int) Journal.under(parts.metadata()).entries().stream()
                    .filter(entry -> entry.phase() == JournalEntry.Phase.DUE)
                    .count();
        } catch (IngestException e) {
            faults.add(e.getMessage());
            return 0;
        }
    }
}
