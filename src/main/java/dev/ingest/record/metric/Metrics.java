package dev.ingest.record.metric;

import dev.ingest.job.JobStatus;
import dev.ingest.record.JobRecord;
import dev.ingest.record.RunRecord;
import dev.ingest.report.history.JobHistory;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A run and its jobs in numbers, named by Prometheus' conventions: base units in the name, nothing in milliseconds. All are
 * gauges, for each run begins anew.
 */
final class Metrics {
    /** {@code job} is the scraper's own. */
    private static final String JOB = "job_name";

    private final RunRecord run;
    private final List<JobHistory> jobs;

    Metrics(RunRecord run, List<JobHistory> jobs) {
        this.run = run;
        this.jobs = jobs;
    }

    MetricSnapshots all() {
        return MetricSnapshots.of(
                version(),
                gauge(
                        "ingest_run_start_timestamp_seconds",
                        "When the last run began.",
                        seconds(run.moment().start().toInstant())),
                gauge("ingest_run_end_timestamp_seconds", "When the last run ended.", seconds(run.ended())),
                gauge(
                        "ingest_run_duration_seconds",
                        "How long the last run took.",
                        run.duration().toMillis() / 1000.0),
                gauge(
                        "ingest_run_exit_code",
                        "How the last run ended: 0 well, 1 some job failed, 2 refused, 3 locked out, 130 interrupted.",
                        run.exitCode()),
                gauge("ingest_run_jobs_planned", "Jobs that the last run was to run.", run.planned()),
                ended(),
                gauge(
                        "ingest_run_rows",
                        "Rows that landed with the last run.",
                        sum(job -> job.outcome().rows())),
                gauge("ingest_run_files", "Files that landed with the last run.", sum(JobRecord::files)),
                gauge("ingest_run_bytes", "Size of the files that landed with the last run.", sum(JobRecord::bytes)),
                ofJobs(
                        "ingest_job_success",
                        "Whether the job succeeded when it last ran.",
                        job -> OptionalDouble.of(job.last().succeeded() ? 1 : 0)),
                ofJobs(
                        "ingest_job_end_timestamp_seconds",
                        "When the job last ended.",
                        job -> OptionalDouble.of(seconds(job.last().ended()))),
                ofJobs(
                        "ingest_job_last_success_timestamp_seconds",
                        "When the job last succeeded.",
                        job -> job.lastSuccess()
                                .map(success -> OptionalDouble.of(seconds(success.ended())))
                                .orElse(OptionalDouble.empty())),
                ofJobs(
                        "ingest_job_rows",
                        "Rows that landed when the job last ended, of its last load where it had several.",
                        job -> OptionalDouble.of((double) job.last().rows())),
                ofJobs(
                        "ingest_job_duration_seconds",
                        "How long the job took when it last ended, its last load where it had several.",
                        job -> OptionalDouble.of(job.last().took().toMillis() / 1000.0)));
    }

    private InfoSnapshot version() {
        return InfoSnapshot.builder()
                .name("ingest_build")
                .help("The program's version.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", run.origin().version()))
                        .build())
                .build();
    }

    private GaugeSnapshot ended() {
        GaugeSnapshot.Builder gauge =
                named("ingest_run_jobs", "Jobs of the last run, by how they ended; those that never began apart.");
        for (JobStatus status : JobStatus.values()) {
            gauge.dataPoint(point(
                    (double) run.count(status),
                    Labels.of("status", status.name().toLowerCase(Locale.ROOT))));
        }
        return gauge.build();
    }

    private double sum(ToLongFunction<JobRecord> number) {
        return (double) run.jobs().stream().mapToLong(number).sum();
    }

    private GaugeSnapshot ofJobs(String name, String help, Function<JobHistory, OptionalDouble> number) {
        GaugeSnapshot.Builder gauge = named(name, help);
        jobs.forEach(job ->
                number.apply(job).ifPresent(value -> gauge.dataPoint(point(value, Labels.of(JOB, job.job())))));
        return gauge.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return named(name, help).dataPoint(point(value, Labels.EMPTY)).build();
    }

    private static GaugeSnapshot.Builder named(String name, String help) {
        return GaugeSnapshot.builder().name(name).help(help);
    }

    private static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    private static double seconds(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }

    /** The audit's times are the run's zone's. */
    private double seconds(LocalDateTime moment) {
        return seconds(moment.atZone(run.moment().start().getZone()).toInstant());
    }
}
