package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.DatasetTree;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.SchemaStep;
import dev.ingest.commit.state.SmallFile;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.failure.IngestException;
import dev.ingest.job.LoadId;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes staged loads of one dataset count, in the eight steps of {@link CommitStep}. Until the marker a failure takes the
 * load back; from it on nothing does, and what is left to do is done by {@link Recovery}. One thread at a time.
 */
public final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final IdempotentStore certain;
    private final DatasetState dataset;
    private final LeaseCheck lease;
    private final AuditLog audit;
    private final Journal journal;
    private final CellWriter cells;
    private final Clock clock;
    private final CommitGate gate;
    private final CommitListener listener;
    private final CommitActions settlement;
    private final Recovery recovery;
    private boolean unsettled;

    public Committer(
            LandingStore store,
            DatasetState dataset,
            LeaseCheck lease,
            AuditLog audit,
            Journal journal,
            CellWriter cells,
            Clock clock,
            CommitGate gate,
            CommitListener listener) {
        this.certain = new IdempotentStore(store);
        this.dataset = dataset;
        this.lease = lease;
        this.audit = audit;
        this.journal = journal;
        this.cells = cells;
        this.clock = clock;
        this.gate = gate;
        this.listener = listener;
        this.settlement = new CommitActions(store, dataset, audit, journal);
        this.recovery = new Recovery(store, dataset.tree().dataset(), audit, journal, cells);
    }

    /**
     * Recovers the dataset when an earlier load of this run could not be settled; to be called before a job is planned,
     * since what such a load left must not be taken for stored.
     */
    public void settle() {
        settle(Optional.empty());
    }

    /**
     * Makes a load count. One with no file publishes nothing and is audited as a success.
     *
     * @throws dev.ingest.failure.IngestException when it does not count: what it published has been taken back, or will be
     *     by the next recovery
     */
    public CommittedLoad commit(StagedLoad load) {
        if (load.result().files().isEmpty()) {
            return commitNothing(load);
        }
        settle(Optional.of(load.load()));
        Instant now = clock.instant();
        listener.before(CommitStep.STAGE);
        PreparedLoad prepared = prepare(load, now);
        listener.after(CommitStep.STAGE);
        gate.pass(() -> commit(prepared, load.started()));
        Manifest done = prepared.intent();
        return new CommittedLoad(
                done.load(),
                done.rows(),
                done.files().size(),
                done.replaced().size(),
                CommitPreparation.partitionPath(load),
                done.metadata().schemaVersion(),
                load.result().watermark());
    }

    /**
     * Stores every schema whole of which loads stored tables by themselves: once the dataset is recovered, and before its
     * lease is given back. What fails is done by the next run.
     */
    public void storeSchemas() {
        try {
            settle();
            dataset.schemasInParts().forEach(this::storeWhole);
        } catch (IngestException e) {
            dataset.forget();
            LOG.warn(
                    "dlt finds the newest tables of {} after the next run: {}",
                    dataset.tree().dataset(),
                    e.getMessage());
        }
    }

    /** By a rename from staging, which whoever takes the dataset over empties: a run that was paused stores nothing. */
    private void storeWhole(String schema) {
        List<String> parts = dataset.schemaParts(schema);
        SchemaStep whole = dataset.wholeSchema(schema, clock.instant());
        whole.file().ifPresent(file -> {
            String staged = dataset.tree().stagedSchema(file.path());
            certain.stage(staged, file.content());
            lease.check();
            certain.move(staged, file.path(), file.content().length);
        });
        dataset.stored(whole);
        settlement.delete(parts);
    }

    private PreparedLoad prepare(StagedLoad load, Instant now) {
        try {
            return new CommitPreparation(certain.store(), dataset, audit.day()).of(load, now);
        } catch (RuntimeException e) {
            discard(load.load());
            throw lease.explained(e);
        }
    }

    /** Deletes what a load staged that will never be committed. What cannot be deleted now goes with the next recovery. */
    public void discard(LoadId load) {
        try {
            certain.store().list(dataset.tree().staging(load)).stream()
                    .map(LandingFile::path)
                    .forEach(certain.store()::delete);
        } catch (IngestException e) {
            LOG.debug("Staged files of load {} stay until the next recovery", load, e);
        }
    }

    private CommittedLoad commitNothing(StagedLoad load) {
        Instant now = clock.instant();
        discard(load.load());
        audit.append(CommitPreparation.emptyLine(load, now));
        return new CommittedLoad(load.load(), 0, 0, 0, "", 0, Optional.empty());
    }

    private void settle(Optional<LoadId> spared) {
        if (unsettled) {
            lease.check();
            dataset.forget();
            recovery.recover(spared);
            unsettled = false;
        }
    }

    private void commit(PreparedLoad load, Instant started) {
        unsettled = true;
        try {
            step(CommitStep.INTENT, () -> writeIntent(load));
            step(CommitStep.PUBLISH, () -> publish(load));
            step(CommitStep.STATE, () -> store(load));
            step(CommitStep.MARKER, () -> mark(load));
            dataset.counted(load.intent().load(), load.schema(), load.state(), load.stateFile());
        } catch (RuntimeException failure) {
            dataset.forget();
            if (!counts(load.intent(), failure)) {
                throw lease.explained(failure);
            }
        }
        finish(load.intent(), started);
    }

    /**
     * All that will take a final name is staged before the intent: from then on the load only renames, and whoever finds
     * the intent keeps a run that was paused from going on by deleting what it would rename.
     */
    private void writeIntent(PreparedLoad load) {
        Manifest intent = load.intent();
        DatasetTree tree = dataset.tree();
        LoadId id = intent.load();
        certain.stage(tree.stagedMarker(id), load.marker().content());
        load.hashes().ifPresent(file -> certain.stage(tree.stagedHashes(id), file.content()));
        load.schema().file().ifPresent(file -> certain.stage(tree.stagedVersion(id), file.content()));
        load.stateFile().ifPresent(file -> certain.stage(tree.stagedState(id), file.content()));
        certain.place(tree.intent(id), intent.json());
        settlement.entry(intent).ifPresent(journal::put);
    }

    private void publish(PreparedLoad load) {
        lease.check();
        for (LandedFile file : load.intent().files()) {
            certain.move(file.staged(), file.path(), file.bytes());
        }
    }

    private void store(PreparedLoad load) {
        LoadId id = load.intent().load();
        DatasetTree tree = dataset.tree();
        DatasetInit.ensure(certain.store(), tree);
        load.hashes().ifPresent(file -> move(tree.stagedHashes(id), file));
        load.schema().file().ifPresent(file -> move(tree.stagedVersion(id), file));
        load.stateFile().ifPresent(file -> move(tree.stagedState(id), file));
    }

    private void move(String staged, SmallFile file) {
        certain.move(staged, file.path(), file.content().length);
    }

    private void mark(PreparedLoad load) {
        lease.check();
        move(dataset.tree().stagedMarker(load.intent().load()), load.marker());
    }

    /**
     * Decides a load whose commit failed, by its marker alone. That is safe in a dataset that is another run's by now too:
     * the other decides alike, and only what carries this load's name is touched.
     */
    private boolean counts(Manifest load, RuntimeException failure) {
        try {
            if (settlement.decide(load)) {
                return true;
            }
            settlement.takeBack(load);
            settlement.forget(load);
            unsettled = false;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return false;
    }

    /** The load counts whatever happens here; what fails stays with the intent for recovery. */
    private void finish(Manifest load, Instant started) {
        boolean finished = attempt(CommitStep.REPLACE, load, () -> settlement.replace(load));
        finished &= attempt(CommitStep.CELL, load, () -> {
            settlement.cellDue(load);
            cells.flushWhenDue();
        });
        boolean whole = finished;
        finished &= attempt(CommitStep.AUDIT, load, () -> {
            Manifest done = settlement.audited(load, Duration.between(started, clock.instant()));
            if (whole) {
                settlement.prune(load);
                settlement.close(done);
            }
        });
        unsettled = !finished;
        if (unsettled) {
            dataset.forget();
        }
    }

    private boolean attempt(CommitStep step, Manifest load, Runnable work) {
        try {
            step(step, work);
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Load {} of {} counts; what follows it is finished later: {}",
                    load.load(),
                    load.job().name(),
                    e.getMessage());
            LOG.debug("Step {}", step, e);
            return false;
        }
    }

    private void step(CommitStep step, Runnable work) {
        listener.before(step);
        work.run();
        listener.after(step);
    }
}
