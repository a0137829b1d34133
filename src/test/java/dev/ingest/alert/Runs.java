package dev.ingest.alert;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.JobRecord;
import dev.ingest.record.RunOrigin;
import dev.ingest.record.RunRecord;
import dev.ingest.report.history.History;
import dev.ingest.run.event.JobOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A run that is over, as tests want it. */
public final class Runs {
    public static final LocalDateTime START = LocalDateTime.of(2026, 11, 28, 2, 0);
    static final ZonedDateTime NIGHT = START.atZone(ZoneId.of("Europe/Oslo"));
    static final RunOrigin ORIGIN =
            new RunOrigin(UUID.randomUUID(), "0.1.0", "db-host", Path.of("home"), Path.of("home", "logs", "night.log"));

    private final List<JobRecord> jobs = new ArrayList<>();
    private RunRecord.Status status = RunRecord.Status.SUCCESS;
    private List<String> reasons = List.of();
    private int unstarted;

    Runs with(String job, long rows) {
        return with(job, JobStatus.SUCCESS, rows, Optional.empty());
    }

    Runs failing(String job, String why) {
        status = RunRecord.Status.FAILED;
        return with(job, JobStatus.FAILED, 0, Optional.of(why));
    }

    Runs refused(String... why) {
        status = RunRecord.Status.REFUSED;
        reasons = List.of(why);
        return this;
    }

    Runs interrupted(int notBegun) {
        status = RunRecord.Status.INTERRUPTED;
        unstarted = notBegun;
        return this;
    }

    private Runs with(String job, JobStatus how, long rows, Optional<String> why) {
        jobs.add(new JobRecord(
                NIGHT.toInstant(),
                Optional.empty(),
                List.of(),
                new JobOutcome(
                        job,
                        how,
                        rows,
                        Duration.ofSeconds(2),
                        Optional.empty(),
                        0,
                        0,
                        why.map(text -> new IngestException(FailureKind.READ, text)))));
        return this;
    }

    RunRecord over() {
        return new RunRecord(
                ORIGIN,
                new RunMoment(NIGHT, START.toLocalDate()),
                NIGHT.plusSeconds(61).toInstant(),
                status,
                1,
                Optional.empty(),
                jobs.size() + unstarted,
                reasons,
                List.of(),
                jobs);
    }

    /** A message that tells of a failure with {@code text}. */
    public static Alert alert(String text) {
        return new AlertText(new AlertRules(true, Optional.empty(), Optional.empty()), History.of(Stream.empty()))
                .of(new Runs()
                        .failing("shop.orders", text)
                        .with("shop.items", 7)
                        .over())
                .orElseThrow();
    }
}
