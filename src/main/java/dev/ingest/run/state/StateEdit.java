package dev.ingest.run.state;

import dev.ingest.commit.HomeLock;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.commit.watermark.WatermarkCells;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadType;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.NearMatch;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.Job;
import dev.ingest.run.JobPlanning;
import dev.ingest.run.RunParts;
import dev.ingest.run.SourceOpener;
import dev.ingest.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Edits a job's watermark cell as a person would, and what this machine remembers of it too. */
public final class StateEdit {
    private final RunParts parts;
    private final Journal journal;

    public StateEdit(RunParts parts) {
        this.parts = parts;
        this.journal = parts.home().journal();
    }

    /** What becomes of a watermark that lies above all that its source holds. */
    public enum Future {
        /** It is refused. */
        REFUSED,
        /** It is set, and the source is not asked. */
        SET
    }

    /**
     * Sets the watermark of the job {@code name}.
     *
     * @return what that means for the next run; empty when a run holds the home folder
     * @throws IngestException (CONFIG) when there is no such job, the value is none of its column's or lies above all
     *     that its source holds, or the workbook cannot be written
     */
    public Optional<String> set(String name, String value, Future future) {
        return locked(name, job -> {
            Optional<Manifest> last = last(job);
            String canonical = canonical(job, last, value);
            if (future == Future.REFUSED) {
                refuseFuture(job, canonical);
            }
            write(job, canonical);
            boolean ours = last.flatMap(Manifest::progress)
                    .filter(progress -> follows(job, progress))
                    .filter(progress -> WatermarkCell.written(progress.watermark(), progress.type())
                            .sameValue(WatermarkCell.text(canonical)))
                    .isPresent();
            return "The watermark of " + job.name() + " is " + canonical + " now: the next run starts "
                    + (ours
                            ? "after it, where the last load ended."
                            : "at it, that value included; rows from there on" + " that landed before land again.");
        });
    }

    /**
     * Empties the watermark of the job {@code name}.
     *
     * @return what that means for the next run; empty when a run holds the home folder
     * @throws IngestException (CONFIG) when there is no such job, or the workbook cannot be written
     */
    public Optional<String> reset(String name) {
        return locked(name, job -> {
            Optional<Manifest> last = last(job);
            Optional<String> dlt = last.isPresent() ? Optional.empty() : dlt(job);
            write(job, "");
            return "The watermark of " + job.name() + " is empty now: the next run "
                    + dlt.map(value -> "goes on after dlt's " + value + ", as no load of this tool counts yet.")
                            .orElse(
                                    "reads the table from the start and replaces what landed on its own day; what landed"
                                            + " on earlier days stays, so its rows stand there twice.");
        });
    }

    private interface Edit {
        String of(Job job);
    }

    private Optional<String> locked(String name, Edit edit) {
        Job job = job(name);
        try (HomeLock lock = HomeLock.acquire(parts.home().metadata()).orElse(null)) {
            if (lock == null) {
                return Optional.empty();
            }
            refuseInterrupted(job);
            return Optional.of(edit.of(job));
        }
    }

    private Job job(String name) {
        List<String> names = parts.jobs().names();
        parts.jobs().refused().stream()
                .filter(refused -> refused.name().equalsIgnoreCase(name))
                .findFirst()
                .ifPresent(refused -> {
                    throw refused.failure();
                });
        Job job = parts.jobs().sound().stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot edit the watermark of " + name + ": no enabled job is named so."
                                + NearMatch.question(name, names)));
        if (job.row().loadType() == LoadType.FULL) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot edit the watermark of " + job.name() + ": it is a FULL job and has none.");
        }
        return job;
    }

    /** What the cell held before an open load is what its recovery looks for. */
    private void refuseInterrupted(Job job) {
        boolean open = journal.entries().stream()
                .anyMatch(entry -> entry.key().equals(job.key()) && entry.phase() == JournalEntry.Phase.OPEN);
        if (open) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot edit the watermark of " + job.name()
                            + ": a load of it was interrupted. Run ingest run first, which finishes it or takes it back.");
        }
    }

    private void refuseFuture(Job job, String value) {
        Optional<String> future;
        try (SourceOpener sources = parts.sources();
                Source source = sources.open(job)) {
            future = JobPlanning.futureWatermark(parts.planner(), job, source, value);
        } catch (IngestException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot set the watermark of " + job.name() + ": its source cannot be asked what it holds. "
                            + e.getMessage() + " Add --force to set it without asking.",
                    e);
        }
        if (future.isPresent()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot set the watermark of " + job.name() + ": " + future.get()
                            + " Add --force to set it all the same.");
        }
    }

    private void write(Job job, String value) {
        WatermarkCells cells = parts.home().cells();
        Optional<String> obstacle = cells.write(Map.of(job.key(), value)).obstacle();
        if (obstacle.isPresent()) {
            throw unwritten(job, obstacle.get());
        }
        WatermarkCell now = cells.read(Set.of(job.key())).getOrDefault(job.key(), WatermarkCell.EMPTY);
        if (!now.text().equals(value)) {
            throw unwritten(
                    job, "its cell was changed meanwhile and holds '" + now.text() + "'. Look at it and try again.");
        }
        journal.due(job.key()).forEach(entry -> journal.remove(entry.key(), entry.load()));
    }

    private static IngestException unwritten(Job job, String why) {
        return new IngestException(FailureKind.CONFIG, "Cannot write the watermark of " + job.name() + ": " + why);
    }

    /** The value in the form of its column, as far as a load of ours has shown what that is. */
    private static String canonical(Job job, Optional<Manifest> last, String value) {
        Optional<CursorProgress> progress = last.flatMap(Manifest::progress).filter(known -> follows(job, known));
        if (value.length() > CursorText.LONGEST) {
            throw unwritten(
                    job,
                    "a cell holds " + CursorText.LONGEST + " characters, the value has " + value.length()
                            + ". Choose a shorter one.");
        }
        try {
            return progress.map(known -> CursorText.canonical(known.type(), value))
                    .orElse(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot set the watermark of " + job.name() + ": '" + value + "' is not " + e.getMessage()
                            + ", as column '"
                            + progress.map(CursorProgress::cursor).orElse("") + "' needs.",
                    e);
        }
    }

    private static boolean follows(Job job, CursorProgress progress) {
        return progress.cursor().equalsIgnoreCase(job.row().cursor().column().orElse(""));
    }

    private Optional<Manifest> last(Job job) {
        try (LandingStore store = parts.store().get()) {
            return new DatasetState(store, job.key().dataset())
                    .lastLoad(job.pipeline(), job.key().table());
        }
    }

    private Optional<String> dlt(Job job) {
        String cursor = job.row().cursor().column().orElse("");
        try (LandingStore store = parts.store().get()) {
            return new DatasetState(store, job.key().dataset())
                    .dltWatermark(job.key().table(), List.of(cursor, Naming.SNAKE_CASE.of(cursor)));
        }
    }
}
