package dev.ingest.report.reading;

import dev.ingest.job.JobStatus;
import dev.ingest.report.history.JobRun;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Runs of jobs in a few bytes each. */
final class RunRecord {
    private static final List<JobStatus> STATUSES = List.of(JobStatus.values());

    private RunRecord() {}

    static void pack(JobRun run, Names names, Packed out) {
        out.number(names.place(run.job()))
                .number(run.ended().toEpochSecond(ZoneOffset.UTC))
                .number(STATUSES.indexOf(run.status()))
                .number(run.rows())
                .number(run.took().toMillis())
                .text(run.error());
    }

    /** Passes over the next run. */
    static void skip(Unpacked in) {
        in.number();
        in.number();
        skipRest(in);
    }

    private static void skipRest(Unpacked in) {
        in.number();
        in.number();
        in.number();
        in.skip();
    }

    /** The next run; absent, and passed over, when it is too old to be wanted. */
    static Optional<JobRun> unpack(Unpacked in, Names names, Wanted wanted) {
        int job = in.count();
        long ended = in.number();
        if (!wanted.takes(job, ended)) {
            skipRest(in);
            return Optional.empty();
        }
        return Optional.of(new JobRun(
                names.name(job),
                LocalDateTime.ofEpochSecond(ended, 0, ZoneOffset.UTC),
                STATUSES.get(in.count()),
                in.number(),
                Duration.ofMillis(in.number()),
                in.text(),
                Optional.empty()));
    }
}
