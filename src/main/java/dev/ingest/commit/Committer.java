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
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes staged loads of one dataset count, in the eight steps of {@link CommitStep}. Until the marker a failure takes the
 * load back; from it on nothing does, and what is left to do is done by {@link Recovery}. Loads are staged side by side and
 * committed one after the other, so that identifiers, states and markers are in the order of commits.
 */
public final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    /** So many manifests a run deletes at the most: what is left over is for those to come. */
    private static final int MOST_PRUNED = 5_000;

    private final IdempotentStore idempotent;
    private final DatasetState dataset;
    private final LeaseCheck lease;
    private final AuditLog audit;
    private final Journal journal;
    private final CellWriter cells;
    private final Clock clock;
    private final CommitActions actions;
    private final Recovery recovery;
    /** Loads that are being staged, or are about to be. */
    private final Map<String, StagingTicket> tickets = new ConcurrentHashMap<>();
    /** Held by whoever commits, or asks what the dataset holds. */
    private final ReentrantLock lock = new ReentrantLock();

    private boolean unsettled;

    public Committer(
            LandingStore store,
            DatasetState dataset,
            LeaseCheck lease,
            AuditLog audit,
            Journal journal,
            CellWriter cells,
            Clock clock) {
        this.idempotent = new IdempotentStore(store);
        this.dataset = dataset;
        this.lease = lease;
        this.audit = audit;
        this.journal = journal;
        this.cells = cells;
        this.clock = clock;
        this.actions = new CommitActions(store, dataset, audit, journal);
        this.recovery = new Recovery(store, dataset.tree().dataset(), audit, journal, cells);
    }

    /**
     * The right to stage a load here, until it is committed or discarded.
     *
     * @param column whether its rows carry its identifier: then nobody else may have a ticket
     */
    public StagingTicket ticket(LoadIdColumn column) {
        StagingTicket ticket =
                column == LoadIdColumn.ADDED ? StagingTicket.of(settled(this::nextLoad)) : StagingTicket.unnumbered();
        tickets.put(ticket.folder(), ticket);
        return ticket;
    }

    /**
     * Asks the dataset while nobody commits, recovered when an earlier load of this run could not be settled: what such a
     * load left must not be taken for stored.
     */
    public <T> T settled(Supplier<T> question) {
        lock.lock();
        try {
            settle();
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a load count. One with no file publishes nothing and is audited as a success.
     *
     * @param numbered the load with its identifier
     * @param listener is told each step
     * @throws dev.ingest.failure.IngestException when it does not count: what it published has been taken back, or will be
     *     by the next recovery
     */
    public CommittedLoad commit(StagingTicket ticket, Function<LoadId, StagedLoad> numbered, CommitListener listener) {
        tickets.put(ticket.folder(), ticket);
        try {
            return settled(() -> commit(number(ticket, numbered), listener));
        } finally {
            tickets.remove(ticket.folder());
        }
    }

    private StagedLoad number(StagingTicket ticket, Function<LoadId, StagedLoad> numbered) {
        try {
            return numbered.apply(ticket.load().orElseGet(this::nextLoad));
        } catch (RuntimeException e) {
            discard(ticket);
            throw lease.explained(e);
        }
    }

    private LoadId nextLoad() {
        return LoadId.next(clock.instant(), dataset.newestLoad());
    }

    private CommittedLoad commit(StagedLoad load, CommitListener listener) {
        if (load.result().files().isEmpty()) {
            return commitNothing(load);
        }
        Instant now = clock.instant();
        Steps steps = new Steps(listener);
        listener.before(CommitStep.STAGE);
        PreparedLoad prepared = prepare(load, now);
        listener.after(CommitStep.STAGE);
        uninterrupted(() -> commit(prepared, load.started(), steps));
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

    /** An interrupt that came before is kept until the end: halfway, a commit would only have to be taken back. */
    private static void uninterrupted(Runnable commit) {
        boolean interrupted = Thread.interrupted();
        try {
            commit.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Stores every schema whole of which loads stored tables by themselves: once the dataset is recovered, and before its
     * lease is given back. What fails is done by the next run.
     */
    public void storeSchemas() {
        lock.lock();
        try {
            settle();
            dataset.schemasInParts().forEach(this::storeWhole);
        } catch (IngestException e) {
            dataset.forget();
            LOG.warn(
                    "dlt finds the newest tables of {} after the next run: {}",
                    dataset.tree().dataset(),
                    e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Deletes manifests of loads before {@code first} that no job asks for any more; what fails is done by a later run. */
    public void pruneManifests(Instant first) {
        lock.lock();
        try {
            settle();
            lease.check();
            actions.sweep(
                    dataset.surplusManifests(first).stream().limit(MOST_PRUNED).toList());
        } catch (IngestException e) {
            LOG.debug("Old manifests of {} stay", dataset.tree().dataset(), e);
        } finally {
            lock.unlock();
        }
    }

    /** By a rename from staging, which whoever takes the dataset over empties: a run that was paused stores nothing. */
    private void storeWhole(String schema) {
        List<String> parts = dataset.schemaParts(schema);
        SchemaStep whole = dataset.wholeSchema(schema, clock.instant());
        whole.file().ifPresent(file -> {
            String staged = dataset.tree().stagedSchema(file.path());
            idempotent.stage(staged, file.content());
            lease.check();
            idempotent.move(staged, file.path(), file.content().length);
        });
        dataset.stored(whole);
        actions.delete(parts);
    }

    private PreparedLoad prepare(StagedLoad load, Instant now) {
        try {
            return new CommitPreparation(idempotent.store(), dataset, audit.day()).prepare(load, now);
        } catch (RuntimeException e) {
            discard(load.ticket());
            throw lease.explained(e);
        }
    }

    /** Deletes what a load staged that will never be committed. What cannot be deleted now goes with the next recovery. */
    public void discard(StagingTicket ticket) {
        try {
            idempotent.store().list(dataset.tree().staging(ticket)).stream()
                    .map(LandingFile::path)
                    .forEach(idempotent.store()::delete);
        } catch (IngestException e) {
            LOG.debug("Staged files of {} stay until the next recovery", ticket, e);
        } finally {
            tickets.remove(ticket.folder());
        }
    }

    private CommittedLoad commitNothing(StagedLoad load) {
        Instant now = clock.instant();
        discard(load.ticket());
        audit.append(CommitPreparation.emptyLine(load, now));
        return new CommittedLoad(load.load(), 0, 0, 0, "", 0, Optional.empty());
    }

    private void settle() {
        if (unsettled) {
            lease.check();
            dataset.forget();
            recovery.recover(tickets.values());
            unsettled = false;
        }
    }

    private void commit(PreparedLoad load, Instant started, Steps steps) {
        unsettled = true;
        try {
            steps.take(CommitStep.INTENT, () -> writeIntent(load));
            steps.take(CommitStep.PUBLISH, () -> publish(load));
            steps.take(CommitStep.STATE, () -> store(load));
            steps.take(CommitStep.MARKER, () -> mark(load));
            dataset.counted(load.intent().load(), load.schema(), load.state(), load.stateFile());
        } catch (RuntimeException failure) {
            dataset.forget();
            if (!counts(load.intent(), failure)) {
                throw lease.explained(failure);
            }
        }
        finish(load.intent(), started, steps);
    }

    /**
     * All that will take a final name is staged before the intent: from then on the load only renames, and whoever finds
     * the intent keeps a run that was paused from going on by deleting what it would rename.
     */
    private void writeIntent(PreparedLoad load) {
        Manifest intent = load.intent();
        DatasetTree tree = dataset.tree();
        idempotent.stage(tree.stagedMarker(intent), load.marker().content());
        load.hashes().ifPresent(file -> idempotent.stage(tree.stagedHashes(intent), file.content()));
        load.schema().file().ifPresent(file -> idempotent.stage(tree.stagedVersion(intent), file.content()));
        load.stateFile().ifPresent(file -> idempotent.stage(tree.stagedState(intent), file.content()));
        idempotent.place(tree.intent(intent.load()), intent.json());
        actions.entry(intent).ifPresent(journal::put);
    }

    private void publish(PreparedLoad load) {
        lease.check();
        for (LandedFile file : load.intent().files()) {
            idempotent.move(file.staged(), file.path(), file.bytes());
        }
    }

    private void store(PreparedLoad load) {
        Manifest intent = load.intent();
        DatasetTree tree = dataset.tree();
        DatasetInit.ensure(idempotent.store(), tree);
        load.hashes().ifPresent(file -> move(tree.stagedHashes(intent), file));
        load.schema().file().ifPresent(file -> move(tree.stagedVersion(intent), file));
        load.stateFile().ifPresent(file -> move(tree.stagedState(intent), file));
    }

    private void move(String staged, SmallFile file) {
        idempotent.move(staged, file.path(), file.content().length);
    }

    private void mark(PreparedLoad load) {
        lease.check();
        move(dataset.tree().stagedMarker(load.intent()), load.marker());
    }

    /**
     * Decides a load whose commit failed, by its marker alone. That is safe in a dataset that is another run's by now too:
     * the other decides alike, and only what carries this load's name is touched.
     */
    private boolean counts(Manifest load, RuntimeException failure) {
        try {
            if (actions.decide(load)) {
                return true;
            }
            actions.takeBack(load);
            actions.forget(load);
            unsettled = false;
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return false;
    }

    /** The load counts whatever happens here; what fails stays with the intent for recovery. */
    private void finish(Manifest load, Instant started, Steps steps) {
        boolean finished = steps.attempt(CommitStep.REPLACE, load, () -> actions.replace(load));
        finished &= steps.attempt(CommitStep.CELL, load, () -> {
            actions.cellDue(load);
            cells.release(load.job().key());
            cells.flushWhenDue();
        });
        boolean whole = finished;
        finished &= steps.attempt(CommitStep.AUDIT, load, () -> {
            Manifest done = actions.audited(load, Duration.between(started, clock.instant()));
            if (whole) {
                actions.prune(load);
                actions.close(done);
            }
        });
        unsettled = !finished;
        if (unsettled) {
            dataset.forget();
        }
    }

    /** The steps of one commit, told to its listener. */
    private record Steps(CommitListener listener) {
        void take(CommitStep step, Runnable work) {
            listener.before(step);
            work.run();
            listener.after(step);
        }

        boolean attempt(CommitStep step, Manifest load, Runnable work) {
            try {
                take(step, work);
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
    }
}
