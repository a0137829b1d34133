package dev.ingest.run;

import dev.ingest.config.Finding;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An enabled row that cannot run.
 *
 * @param name {@code source_name.table_name}, as far as the row says
 * @param key where it would land; absent when that cannot be told
 * @param findings why
 */
public record RefusedJob(String name, Optional<JobKey> key, List<Finding> findings) {
    public RefusedJob {
        findings = List.copyOf(findings);
    }

    /** The findings as the failure that the log and the audit show. */
    public IngestException failure() {
        return new IngestException(
                FailureKind.CONFIG,
                "Cannot run " + name + ": "
                        + findings.stream().map(RefusedJob::sentence).collect(Collectors.joining(" ")));
    }

    private static String sentence(Finding finding) {
        String text = finding.toString();
        return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }
}
