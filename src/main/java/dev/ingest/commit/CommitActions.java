package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.Undeleted;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a load to its end, one way or the other; every method may be repeated from any point. */
final class CommitActions {
    private static final Logger LOG = LoggerFactory.getLogger(CommitActions.class);

    private final LandingStore store;
    private final IdempotentStore idempotent;
    private final DatasetState dataset;
    private final AuditLog audit;
    private final Journal journal;

    CommitActions(LandingStore store, DatasetState dataset, AuditLog audit, Journal journal) {
        this.store = store;
        this.idempotent = new IdempotentStore(store);
        this.dataset = dataset;
        this.audit = audit;
        this.journal = journal;
    }

    /**
     * Whether a load counts, for good: without its staged marker nobody, not even a run that was only paused, can make it
     * count from here on.
     */
    boolean decide(Manifest load) {
        store.delete(dataset.tree().stagedMarker(load));
        return dataset.isMarked(load.metadata().schema(), load.load());
    }

    /** Takes a load back that does not count; its intent stays. */
    void takeBack(Manifest load) {
        sweepStaging(load);
        store.delete(load.metadata().marker());
        load.metadata().revocable().forEach(store::delete);
        delete(load, load.files().stream().map(LandedFile::path).toList());
    }

    /** Forgets a load that was taken back. */
    void forget(Manifest load) {
        journal.remove(load.job().key(), load.load());
        store.delete(dataset.tree().intent(load.load()));
    }

    /** The line that says a load was taken back. */
    void auditInterrupted(Manifest load) {
        AuditLine.parse(load.audit().line())
                .map(AuditLine::interrupted)
                .ifPresent(line -> audit.appendIfAbsent(load.audit().day(), line.csv(), List::of));
    }

    /** Deletes what a load replaces. */
    void replace(Manifest load) {
        delete(load, load.replaced());
    }

    /** Deletes data files; those that cannot be, since a reader holds them, are noted and tried again by later runs. */
    private void delete(Manifest load, List<String> files) {
        Map<String, IngestException> left = store.deleteAll(files);
        left.forEach((file, failure) -> LOG.warn(
                "{} does not count any more and is still there; later runs try again: {}", file, failure.getMessage()));
        String note = dataset.tree().undeleted(load.load());
        if (!left.isEmpty() && store.read(note).isEmpty()) {
            idempotent.place(note, new Undeleted(List.copyOf(left.keySet())).json());
        }
    }

    /** Tries again what could not be deleted. */
    void deleteNoted() {
        try {
            Map<String, List<String>> notes = new LinkedHashMap<>();
            for (LandingFile note : store.list(dataset.tree().undeleted())) {
                store.read(note.path()).map(Undeleted::parse).ifPresent(noted -> notes.put(note.path(), noted.files()));
            }
            Map<String, IngestException> left = store.deleteAll(
                    notes.values().stream().flatMap(List::stream).toList());
            left.values().forEach(CommitActions::warnOfUndeleted);
            notes.values().removeIf(files -> !Collections.disjoint(files, left.keySet()));
            store.deleteAll(List.copyOf(notes.keySet())).values().forEach(CommitActions::warnOfUndeleted);
        } catch (IngestException e) {
            warnOfUndeleted(e);
        }
    }

    private static void warnOfUndeleted(IngestException failure) {
        LOG.warn("A file that does not count any more is still there; later runs try again: {}", failure.getMessage());
    }

    /** Deletes files of states or schemas that nobody asks for any more. */
    void delete(List<String> surplus) {
        surplus.forEach(store::delete);
        dataset.removed(surplus);
    }

    /** Makes a load's cell due. */
    void cellDue(Manifest load) {
        entry(load).ifPresent(journal::due);
    }

    /** What the journal keeps of a load; empty when it moves no watermark. */
    Optional<JournalEntry> entry(Manifest load) {
        return load.progress()
                .map(progress -> new JournalEntry(
                        load.job().key(),
                        load.load(),
                        JournalEntry.Phase.OPEN,
                        before(progress),
                        WatermarkCell.written(progress.watermark(), progress.type())));
    }

    /** Adds the load's line; the first to do so, who knows how long it took to the end. */
    Manifest audited(Manifest load, Duration took) {
        Manifest done = load.audited(AuditLine.parse(load.audit().line())
                .map(early -> early.lasting(took).csv())
                .orElse(load.audit().line()));
        audit.append(done.audit().day(), done.audit().line());
        return done;
    }

    /** Adds the load's line unless it was added before a crash. */
    Manifest auditedOnce(Manifest load) {
        return load.audited(
                audit.appendIfAbsent(load.audit().day(), load.audit().line(), () -> linesBeside(load)));
    }

    /** The lines of loads that ended as this one did, in one and the same second. */
    private List<String> linesBeside(Manifest load) {
        Instant since = load.made().truncatedTo(ChronoUnit.SECONDS);
        return dataset.finishedLoads()
                .takeWhile(other -> !other.made().isBefore(since))
                .filter(other -> !other.load().equals(load.load()))
                .map(other -> other.audit().line())
                .toList();
    }

    /**
     * Deletes states and hashes of older loads that no load asks for any more; before the intent goes, so that a crash
     * leaves none. What cannot be deleted now goes after a later load.
     */
    void prune(Manifest load) {
        try {
            if (load.metadata().state().isPresent()) {
                delete(dataset.surplusStates(load.metadata().schema()));
            }
            if (load.progress().isPresent()) {
                dataset.surplusHashes(load.job().key().table(), load.load()).forEach(store::delete);
            }
        } catch (IngestException e) {
            LOG.debug("Old files of state and hashes stay", e);
        }
    }

    /** Puts the manifest, with the line that was audited, in the intent's place, once no part of a schema is left that would go before the load's own. */
    void close(Manifest load) {
        load.metadata().version().map(dataset::schemaPartsIn).ifPresent(this::delete);
        sweepStaging(load);
        String manifest = dataset.tree().manifest(load.load());
        if (store.read(manifest).isEmpty()) {
            idempotent.place(manifest, load.json());
        }
        store.delete(dataset.tree().intent(load.load()));
    }

    private void sweepStaging(Manifest load) {
        sweep(store.list(dataset.tree().staging(load)));
    }

    /** Deletes files that nobody takes for data, as far as can be: what stays goes with a later recovery. */
    void sweep(List<LandingFile> files) {
        store.deleteAll(files.stream().map(LandingFile::path).toList())
                .forEach((file, failure) -> LOG.debug("{} stays for now", file, failure));
    }

    private static WatermarkCell before(CursorProgress progress) {
        return new WatermarkCell(progress.cellBefore(), progress.cellForm());
    }
}
