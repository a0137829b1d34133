package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.Progress;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a load to its end, one way or the other; every method may be repeated from any point. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final LandingStore store;
    private final CertainStore certain;
    private final DatasetState dataset;
    private final AuditLog audit;
    private final Journal journal;

    Settlement(LandingStore store, DatasetState dataset, AuditLog audit, Journal journal) {
        this.store = store;
        this.certain = new CertainStore(store);
        this.dataset = dataset;
        this.audit = audit;
        this.journal = journal;
    }

    /**
     * Whether a load counts, for good: without its staged marker nobody, not even a run that was only paused, can make it
     * count from here on.
     */
    boolean decide(Manifest load) {
        store.delete(dataset.tree().stagedMarker(load.load()));
        return dataset.isMarked(load.metadata().schema(), load.load());
    }

    /** Takes a load back that does not count; its intent stays. */
    void takeBack(Manifest load) {
        sweepStaging(load);
        store.delete(load.metadata().marker());
        load.metadata().revocable().forEach(store::delete);
        for (LandedFile file : load.files()) {
            store.delete(file.path());
        }
    }

    /** Forgets a load that was taken back. */
    void forget(Manifest load) {
        journal.remove(load.key(), load.load());
        store.delete(dataset.tree().intent(load.load()));
    }

    /** The line that says a load was taken back. */
    void auditInterrupted(Manifest load) {
        AuditLine.parse(load.audit().line())
                .map(AuditLine::interrupted)
                .ifPresent(line -> audit.appendIfAbsent(load.audit().day(), line.csv()));
    }

    /** Deletes what a load replaces. */
    void replace(Manifest load) {
        load.replaced().forEach(store::delete);
    }

    /** Makes a load's cell due. */
    void cellDue(Manifest load) {
        entry(load).ifPresent(journal::due);
    }

    /** What the journal keeps of a load; empty when it moves no watermark. */
    Optional<JournalEntry> entry(Manifest load) {
        return load.progress()
                .map(progress -> new JournalEntry(
                        load.key(),
                        load.load(),
                        JournalEntry.Phase.OPEN,
                        before(progress),
                        WatermarkCell.written(progress.watermark(), progress.type())));
    }

    /** Adds the load's line; the first to do so. */
    void auditLine(Manifest load) {
        audit.append(load.audit().day(), load.audit().line());
    }

    /** Adds the load's line unless it was added before a crash. */
    void auditLineIfAbsent(Manifest load) {
        audit.appendIfAbsent(load.audit().day(), load.audit().line());
    }

    /**
     * Deletes states and hashes of older loads that no load asks for any more; before the intent goes, so that a crash
     * leaves none. What cannot be deleted now goes after a later load.
     */
    void prune(Manifest load) {
        try {
            if (load.metadata().state().isPresent()) {
                dataset.surplusStates(load.metadata().schema()).forEach(store::delete);
            }
            if (load.progress().isPresent()) {
                dataset.surplusHashes(load.key().table(), load.load()).forEach(store::delete);
            }
        } catch (IngestException e) {
            LOG.debug("Old files of state and hashes stay", e);
        }
    }

    /** Turns the intent into the manifest. */
    void close(Manifest load) {
        sweepStaging(load);
        String manifest = dataset.tree().manifest(load.load());
        if (store.read(manifest).isPresent()) {
            store.delete(dataset.tree().intent(load.load()));
        } else {
            certain.move(dataset.tree().intent(load.load()), manifest, load.json().length);
        }
    }

    private void sweepStaging(Manifest load) {
        store.list(dataset.tree().staging(load.load())).stream()
                .map(LandingFile::path)
                .forEach(store::delete);
    }

    private static WatermarkCell before(Progress progress) {
        return new WatermarkCell(progress.cellBefore(), WatermarkCell.Form.valueOf(progress.cellForm()));
    }
}
