package dev.ingest.run;

import dev.ingest.commit.Committer;
import dev.ingest.commit.HomeLock;
import dev.ingest.commit.JobWatermarks;
import dev.ingest.commit.Lease;
import dev.ingest.commit.RecoveredLoad;
import dev.ingest.commit.Recovery;
import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The datasets of a run: leased and recovered before the first job, given back after the last. */
final class Datasets implements AutoCloseable {
    private final LandingStore store;
    private final AuditLog audit;
    private final Journal journal;
    private final CellWriter cells;
    private final LeaseHolder holder;
    private final HomeLock lock;
    private final Clock clock;
    private final Instant remembered;
    private final Map<String, Set<String>> jobs = new HashMap<>();
    private final Map<String, Dataset> open = new HashMap<>();
    private final Map<String, IngestException> refused = new HashMap<>();
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease");
        thread.setDaemon(true);
        return thread;
    });

    Datasets(
            LandingStore store,
            RunParts parts,
            AuditLog audit,
            Journal journal,
            CellWriter cells,
            LeaseHolder holder,
            HomeLock lock) {
        this.store = store;
        this.audit = audit;
        this.journal = journal;
        this.cells = cells;
        this.holder = holder;
        this.lock = lock;
        this.clock = parts.clock();
        this.remembered = clock.instant().minus(parts.manifestsKept());
        parts.jobs()
                .keys()
                .forEach(job -> jobs.computeIfAbsent(job.dataset(), dataset -> new HashSet<>())
                        .add(job.table()));
    }

    /** Leases and recovers a dataset; where that fails, the dataset's jobs will fail with the reason. */
    List<RecoveredLoad> open(String name) {
        try {
            Lease lease = Lease.acquire(store, name, holder, clock, lock.died());
            lease.keep(renewals);
            DatasetState state = DatasetState.held(store, name, jobs.getOrDefault(name, Set.of()));
            Committer committer = new Committer(store, state, lease, audit, journal, cells, clock);
            open.put(name, new Dataset(lease, state, new JobWatermarks(state, journal), committer, cells, remembered));
            List<RecoveredLoad> recovered = new Recovery(store, name, audit, journal, cells).recover();
            committer.storeSchemas();
            return recovered;
        } catch (IngestException e) {
            refused.put(name, e);
            return List.of();
        }
    }

    /** The dataset; throws what kept it from being opened. */
    Dataset of(String name) {
        IngestException reason = refused.get(name);
        if (reason != null) {
            throw reason;
        }
        Dataset dataset = open.get(name);
        if (dataset == null) {
            throw new IllegalStateException("dataset " + name + " was not opened");
        }
        return dataset;
    }

    @Override
    public void close() {
        renewals.shutdownNow();
        open.values().forEach(Dataset::close);
        if (refused.isEmpty()
                && open.values().stream().allMatch(dataset -> dataset.lease().isGivenBack())) {
            lock.forget();
        }
    }
}
