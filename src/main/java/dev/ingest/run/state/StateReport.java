package dev.ingest.run.state;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.Naming;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.Job;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RunParts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks workbook, journal, lake and audit what they remember of each job. Reads only; asks no source. */
public final class StateReport {
    private final RunParts parts;

    public StateReport(RunParts parts) {
        this.parts = parts;
    }

    /**
     * The state of the selected jobs, in sheet order.
     *
     * @throws IngestException (CONFIG) when a pattern names no job, or one whose row has a fault
     */
    public List<JobState> read(JobSelection selection) {
        AuditLog audit = new AuditLog(
                parts.home().metadata(),
                LocalDate.ofInstant(parts.clock().instant(), parts.clock().getZone()));
        Map<String, JobStatus> outcomes = audit.lastOutcomes();
        refuseStrangers(selection);
        List<Job> jobs = parts.jobs().selected(selection, () -> outcomes).sound();
        Journal journal = parts.home().journal();
        List<JournalEntry> entries = journal.entries();
        Map<JobKey, WatermarkCell> cells = new HashMap<>(
                parts.home().cells().read(Set.copyOf(jobs.stream().map(Job::key).toList())));
        try (LandingStore store = parts.store().get()) {
            return jobs.stream()
                    .map(job -> state(job, store, entries, cells, outcomes))
                    .toList();
        }
    }

    private void refuseStrangers(JobSelection selection) {
        List<String> strangers = selection.strangers(parts.jobs().names());
        if (!strangers.isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG, "Cannot show what is remembered: " + String.join(" ", strangers));
        }
        parts.jobs().refused().stream()
                .filter(job -> selection.names(job.name()))
                .findFirst()
                .ifPresent(job -> {
                    throw job.failure();
                });
    }

    private static JobState state(
            Job job,
            LandingStore store,
            List<JournalEntry> journal,
            Map<JobKey, WatermarkCell> cells,
            Map<String, JobStatus> outcomes) {
        DatasetState dataset = new DatasetState(store, job.key().dataset());
        List<JournalEntry> waiting =
                journal.stream().filter(entry -> entry.key().equals(job.key())).toList();
        WatermarkCell cell = cells.getOrDefault(job.key(), WatermarkCell.EMPTY);
        Optional<Manifest> last = last(job, dataset);
        Optional<String> dlt = job.row()
                .cursor()
                .column()
                .flatMap(cursor ->
                        dataset.dltWatermark(job.key().table(), List.of(cursor, Naming.SNAKE_CASE.of(cursor))));
        Optional<LoadId> interrupted = store.list(dataset.tree().open()).stream()
                .flatMap(file -> store.read(file.path()).flatMap(Manifest::parse).stream())
                .filter(intent -> intent.job().key().equals(job.key()))
                .map(Manifest::load)
                .findFirst();
        Optional<LoadId> unfounded = last.isPresent() || interrupted.isPresent()
                ? Optional.empty()
                : dataset.lastNamed(job.pipeline(), job.key().table());
        StateCheck agreement =
                new StateCheck(job, cell, waiting, last, dlt, new StateCheck.Lake(interrupted, unfounded));
        return new JobState(
                job, cell, waiting, last, dlt, Optional.ofNullable(outcomes.get(job.name())), agreement.remarks());
    }

    /** dlt's state tells which load set a watermark; of a table without one it tells the first. */
    private static Optional<Manifest> last(Job job, DatasetState dataset) {
        return job.row().loadType() == LoadType.INCREMENTAL
                ? dataset.lastLoad(job.pipeline(), job.key().table())
                : dataset.finishedLoads()
                        .filter(load -> load.job().key().equals(job.key()))
                        .findFirst();
    }
}
