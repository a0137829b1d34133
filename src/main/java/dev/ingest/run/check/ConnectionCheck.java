package dev.ingest.run.check;

import dev.ingest.failure.IngestException;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Remark;
import dev.ingest.job.name.Counted;
import dev.ingest.run.Job;
import dev.ingest.run.JobList;
import dev.ingest.run.JobPlanning;
import dev.ingest.run.SourceOpener;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.run.watch.JobWatch;
import dev.ingest.run.watch.Watchdog;
import dev.ingest.source.Health;
import dev.ingest.source.Source;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes once to each source, asks it for each table that a job reads, and writes to the destination. Of a source that does not
 * answer no table is asked for: a login that was refused is not tried again.
 */
public final class ConnectionCheck {
    private final JobList jobs;
    private final SourceOpener sources;
    private final Destination destination;
    private final JobLimits limits;
    private final Set<String> said = new HashSet<>();

    /**
     * @param jobs the enabled rows; those that cannot run are told of as they are
     * @param sources the way to what they read
     * @param destination the lake
     * @param limits how long a question may take
     */
    public ConnectionCheck(JobList jobs, SourceOpener sources, Destination destination, JobLimits limits) {
        this.jobs = jobs;
        this.sources = sources;
        this.destination = destination;
        this.limits = limits;
    }

    /**
     * Asks everybody.
     *
     * @param wanted which sources
     * @param told takes each answer as soon as it is there, the destination's last
     * @param waits is told whom a question waits for
     */
    public void run(List<NamedSource> wanted, Consumer<Checked> told, Consumer<String> waits) {
        try (SourceOpener opened = sources;
                Watchdog watchdog = new Watchdog(limits, 1, waits)) {
            for (NamedSource source : wanted) {
                Checked answer = source(source, opened);
                told.accept(answer);
                if (answer.outcome() == Checked.Outcome.OK) {
                    jobsOf(source).forEach(job -> told.accept(table(job, opened, watchdog)));
                }
            }
        }
        jobs.refused()
                .forEach(row ->
                        told.accept(Checked.failed(row.name(), row.failure().getMessage())));
        if (!wanted.isEmpty()) {
            told.accept(DestinationCheck.of(
                    destination,
                    wanted.stream().map(NamedSource::dataset).distinct().toList()));
        }
    }

    /**
     * Holds a clock against those of services that refuse what is out of time.
     *
     * @param services who is asked
     * @param told takes each answer
     */
    public static void clocks(Clock clock, Collection<URI> services, Consumer<Checked> told) {
        services.forEach(service -> new ClockCheck(clock).of(service).ifPresent(told));
    }

    private List<Job> jobsOf(NamedSource source) {
        return jobs.sound().stream()
                .filter(job -> new NamedSource(job.row().type(), job.row().sourceName()).equals(source))
                .toList();
    }

    private Checked source(NamedSource source, SourceOpener opened) {
        try {
            Health health = opened.connector(source.type(), source.name()).health();
            said.addAll(health.remarks());
            return new Checked(source.name(), Checked.Outcome.OK, health.line(), health.remarks());
        } catch (IngestException e) {
            return Checked.failed(source.name(), e.getMessage());
        }
    }

    /** What was remarked on already, of the source or of another table of it, is not said again. */
    private Checked table(Job job, SourceOpener opened, Watchdog watchdog) {
        try (JobWatch watch = watchdog.over(job.name());
                Source source = opened.open(job)) {
            try {
                Source watched = watch.reads(source);
                Optional<Horizon> horizon = JobPlanning.horizon(job, watched);
                int columns = JobPlanning.described(job, watched).columns().size();
                return new Checked(
                        job.name(),
                        Checked.Outcome.OK,
                        "may be read, " + Counted.of(columns, "column")
                                + horizon.flatMap(Horizon::high)
                                        .map(high -> ", up to " + high.value())
                                        .orElse(""),
                        horizon.map(Horizon::remarks).orElse(List.of()).stream()
                                .map(Remark::sentence)
                                .filter(said::add)
                                .toList());
            } catch (IngestException e) {
                throw watch.explained(e);
            }
        } catch (IngestException e) {
            return Checked.failed(job.name(), e.getMessage());
        }
    }
}
