package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.DatasetTree;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finishes what counted and takes back what did not, of all loads that earlier runs left in a dataset. Whoever runs it
 * holds the dataset's lease; it may be interrupted anywhere and run again.
 */
public final class Recovery {
    /** Judged by the store's own clock, as the lease's newest file shows it. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final LandingStore store;
    private final DatasetState dataset;
    private final Journal journal;
    private final CellWriter cells;
    private final CommitActions actions;

    public Recovery(LandingStore store, String dataset, AuditLog audit, Journal journal, CellWriter cells) {
        this.store = store;
        this.dataset = new DatasetState(store, dataset);
        this.journal = journal;
        this.cells = cells;
        this.actions = new CommitActions(store, this.dataset, audit, journal);
    }

    /**
     * Recovers the dataset.
     *
     * @return what was found, oldest first
     * @throws dev.ingest.failure.IngestException when the lake, the journal or the audit fails; nothing is lost by it
     */
    public List<RecoveredLoad> recover() {
        return recover(Set.of());
    }

    /** Recovers the dataset, sparing what loads of this very run have staged or are staging. */
    List<RecoveredLoad> recover(Collection<StagingTicket> spared) {
        List<RecoveredLoad> recovered = new ArrayList<>();
        List<LandingFile> intents = store.list(dataset.tree().open()).stream()
                .sorted(Comparator.comparing(LandingFile::path))
                .toList();
        for (LandingFile file : intents) {
            Optional<Manifest> intent = store.read(file.path()).flatMap(Manifest::parse);
            if (intent.isPresent()) {
                recovered.add(settle(intent.get()));
            } else {
                store.delete(file.path());
            }
        }
        actions.deleteNoted();
        sweepOrphans(spared);
        sweepNewFiles();
        settleJournal();
        cells.flush();
        return recovered;
    }

    private RecoveredLoad settle(Manifest load) {
        if (actions.decide(load)) {
            actions.replace(load);
            actions.cellDue(load);
            Manifest done = actions.auditedOnce(load);
            actions.prune(load);
            actions.close(done);
            return new RecoveredLoad(load.load(), load.job().name(), RecoveredLoad.Outcome.FINISHED);
        }
        actions.takeBack(load);
        actions.auditInterrupted(load);
        actions.forget(load);
        return new RecoveredLoad(load.load(), load.job().name(), RecoveredLoad.Outcome.TAKEN_BACK);
    }

    /** Staged files that no intent names: their run died before it wrote one. A ticket is drawn before its first file is. */
    private void sweepOrphans(Collection<StagingTicket> spared) {
        List<LandingFile> staged = store.list(dataset.tree().staging());
        Set<String> kept = new HashSet<>();
        spared.forEach(ticket -> kept.add(dataset.tree().staging(ticket)));
        actions.sweep(staged.stream()
                .filter(file -> !kept.contains(LandingPath.folder(file.path())))
                .toList());
    }

    /** Small files that never took their names. A young one may be that of another run which asks for the lease. */
    private void sweepNewFiles() {
        Optional<Instant> leased = store.list(dataset.tree().lock()).stream()
                .map(LandingFile::modified)
                .max(Comparator.naturalOrder());
        leased.map(now -> now.minus(YOUNG))
                .ifPresent(old -> actions.sweep(store.list(dataset.tree().newFiles()).stream()
                        .filter(file -> file.modified().isBefore(old))
                        .toList()));
    }

    /** Loads that the journal holds open although no intent is left: the lake alone knows. */
    private void settleJournal() {
        DatasetTree tree = dataset.tree();
        journal.sweep();
        for (JournalEntry entry : journal.entries()) {
            boolean ours = entry.key().dataset().equals(tree.dataset());
            if (ours && entry.phase() == JournalEntry.Phase.OPEN) {
                if (dataset.counted(entry.load()).isPresent()) {
                    journal.due(entry);
                } else {
                    journal.remove(entry.key(), entry.load());
                }
            }
        }
    }
}
