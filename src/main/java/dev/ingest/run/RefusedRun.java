package dev.ingest.run;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.job.JobStatus;
import dev.ingest.plan.RunMoment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run that ended before its first job: what it leaves in the audit, under the name {@code run}. */
public final class RefusedRun {
    private static final String NAME = "run";

    private RefusedRun() {}

    /** Leaves a line a reason in the audit of {@code metadata}. */
    public static void audit(Path metadata, RunMoment moment, List<String> reasons) {
        AuditLog audit = new AuditLog(metadata, moment.date());
        reasons.forEach(reason -> audit(audit, moment, reason));
    }

    static void audit(AuditLog audit, RunMoment moment, String reason) {
        audit.append(
                AuditLine.failure(moment.start().toLocalDateTime(), NAME, JobStatus.FAILED, Duration.ZERO, reason));
    }
}
