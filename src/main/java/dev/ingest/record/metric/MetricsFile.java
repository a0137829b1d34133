package dev.ingest.record.metric;

import dev.ingest.record.RunRecord;
import dev.ingest.record.WholeFile;
import dev.ingest.report.history.JobHistory;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A file of metrics, as the textfile collector takes it: no times of samples, in the place of the one before at once. */
public final class MetricsFile {
    private MetricsFile() {}

    /**
     * Writes how {@code run} ended, and how each job stands.
     *
     * @param jobs what the audit says of each, this run included
     */
    public static void write(Path file, RunRecord run, List<JobHistory> jobs) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create()
                .write(text, new Metrics(run, jobs).all(), EscapingScheme.UNDERSCORE_ESCAPING);
        WholeFile.write(file, text.toString(StandardCharsets.UTF_8));
    }
}
