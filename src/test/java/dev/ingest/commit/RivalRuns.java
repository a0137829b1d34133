package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.LeaseHolder;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.failure.IngestException;
import dev.ingest.job.FewHashes;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.LoadResult;
import dev.ingest.job.LoadType;
import dev.ingest.job.RowHash;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.option.FullMode;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Runs of the same jobs from several homes into one lake, by one workbook on a share: nothing but the dataset's lease keeps
 * them apart. A run stages all its jobs before it commits the first. A table's rows are the numbers up to {@link #rows}; a
 * data file holds the numbers that landed in it.
 */
final class RivalRuns {
    final SteppedClock clock = new SteppedClock();
    final MemoryLanding lake = new MemoryLanding(clock);
    private final MemoryCells workbook = new MemoryCells();
    private final Path homes;
    private final List<JobKey> keys;
    private long rows = 4;

    RivalRuns(Path homes) {
        this(homes, List.of(World.KEY));
    }

    RivalRuns(Path homes, List<JobKey> keys) {
        this.homes = homes;
        this.keys = keys;
        keys.forEach(key -> workbook.cells.put(key, WatermarkCell.EMPTY));
    }

    /** The table grows, and whoever holds a lease without renewing it has lost it to the next run. */
    void timePasses() {
        rows += 4;
        clock.advance(Lease.STALE.plusSeconds(1));
    }

    Run run(String home) {
        return run(home, lake, clock);
    }

    Run run(String home, LandingStore store, Clock own) {
        return new Run(home, store, own);
    }

    /** One run of one home, in the order of a real one. */
    final class Run {
        private final LandingStore store;
        private final Clock own;
        private final LeaseHolder holder;
        private final AuditLog audit;
        private final Journal journal;
        private final CellWriter cells;
        private final List<Job> jobs;
        private Optional<Lease> lease = Optional.empty();
        private Optional<Committer> committer = Optional.empty();
        private List<RecoveredLoad> recovered = List.of();

        private Run(String home, LandingStore store, Clock own) {
            this.store = store;
            this.own = own;
            this.holder = new LeaseHolder("host-" + home, 42, "run of " + home, own.instant());
            this.audit = new AuditLog(homes.resolve(home), World.DAY);
            this.journal = new Journal(homes.resolve(home).resolve("watermarks"));
            this.cells = new CellWriter(journal, workbook, own);
            this.jobs = keys.stream().map(key -> new Job(this, key)).toList();
        }

        /** The whole run. */
        Run execute() {
            return begin().end();
        }

        /** Up to the commits. */
        Run begin() {
            boolean led = attempt(jobs, () -> {
                Lease won = Lease.acquire(store, World.DATASET, holder, own);
                lease = Optional.of(won);
                recovered = new Recovery(store, World.DATASET, audit, journal, cells).recover();
                DatasetState state = DatasetState.held(store, World.DATASET, Set.of());
                committer = Optional.of(new Committer(store, state, won, audit, journal, cells, own));
                jobs.forEach(job -> attempt(List.of(job), () -> job.stage(state)));
            });
            if (led) {
                wake();
            }
            return this;
        }

        /** The commits, and the lease given back. */
        Run end() {
            jobs.stream()
                    .filter(job -> job.failure.isEmpty())
                    .forEach(job -> attempt(List.of(job), () -> {
                        job.commit();
                        cells.flush();
                    }));
            attempt(jobs, () -> lease.ifPresent(Lease::close));
            return this;
        }

        /** What the renewing thread does when it is due; it waits where the lease is in use. */
        void wake() {
            lease.filter(held -> !Thread.holdsLock(held)).ifPresent(held -> {
                try {
                    held.renew();
                } catch (IngestException e) {
                    assert e.getMessage() != null;
                }
            });
        }

        List<Job> jobs() {
            return jobs;
        }

        /** Of the first job. */
        Optional<IngestException> failure() {
            return jobs.get(0).failure;
        }

        /** The identifier of the first job's load, once its commit has drawn one. */
        Optional<LoadId> load() {
            return jobs.get(0).load;
        }

        List<RecoveredLoad> recovered() {
            return recovered;
        }

        private boolean attempt(List<Job> whose, Runnable work) {
            try {
                work.run();
                return true;
            } catch (IngestException e) {
                whose.forEach(job -> job.failed(e));
                return false;
            }
        }
    }

    /** One job of a run. */
    final class Job {
        private final Run run;
        private final JobKey key;
        private Optional<StagingTicket> ticket = Optional.empty();
        private Optional<Function<LoadId, StagedLoad>> staged = Optional.empty();
        private Optional<LoadId> load = Optional.empty();
        private Optional<IngestException> failure = Optional.empty();

        private Job(Run run, JobKey key) {
            this.run = run;
            this.key = key;
        }

        /** Whether its load counts. */
        boolean counts() {
            return load.filter(RivalRuns.this::counts).isPresent();
        }

        Optional<LoadId> load() {
            return load;
        }

        Optional<IngestException> failure() {
            return failure;
        }

        private void commit() {
            staged.ifPresent(numbered ->
                    run.committer.orElseThrow().commit(ticket.orElseThrow(), numbered, CommitListener.NONE));
        }

        private void failed(IngestException failed) {
            if (failure.isEmpty()) {
                if (staged.isEmpty()) {
                    ticket.ifPresent(drawn -> run.committer.ifPresent(own -> own.discard(drawn)));
                }
                failure = Optional.of(run.lease
                        .map(held -> (IngestException) held.explained(failed))
                        .orElse(failed));
            }
        }

        private void stage(DatasetState state) {
            JobWatermarks watermarks = new JobWatermarks(state, run.journal);
            WatermarkCell cell = workbook.cells.getOrDefault(key, WatermarkCell.EMPTY);
            Optional<Watermark> mark = watermarks.choose(key, World.PIPELINE, "seq", cell);
            watermarks.last(key, World.PIPELINE, "seq", mark).ifPresent(state::hashes);
            long low = mark.map(found -> Long.parseLong(found.value())).orElse(0L);
            long high = rows;
            if (low == high) {
                return;
            }
            Cursor cursor = new Cursor("seq", "seq", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);
            Window window = new Window(
                    mark.map(found -> new Bound(found.value(), Bound.Edge.EXCLUSIVE)),
                    Optional.of(new Bound(Long.toString(high), Bound.Edge.INCLUSIVE)));
            JobPlan plan = World.plan(
                    key,
                    World.PIPELINE,
                    LoadType.INCREMENTAL,
                    Optional.of(cursor),
                    window,
                    FullMode.SNAPSHOT,
                    World.columns());
            StagingTicket drawn = run.committer.orElseThrow().ticket(LoadIdColumn.ABSENT);
            ticket = Optional.of(drawn);
            List<StagedFile> files =
                    List.of(file(drawn, "d756e8e6cf", low, low + 1), file(drawn, "00000000ab", low + 1, high));
            LoadResult result = new LoadResult(
                    World.tables(plan, files),
                    high - low,
                    0,
                    Optional.of(Long.toString(high)),
                    FewHashes.of(new RowHash(high, high)));
            staged = Optional.of(id -> {
                load = Optional.of(id);
                return new StagedLoad(plan, drawn, id, result, new World.DayNames(plan, id), cell, run.own.instant());
            });
        }

        private StagedFile file(StagingTicket drawn, String id, long above, long to) {
            String path = World.DATASET + "/_ingest/staging/" + drawn + "/" + id + ".parquet";
            byte[] content = LongStream.rangeClosed(above + 1, to)
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(" "))
                    .getBytes(StandardCharsets.UTF_8);
            run.store.createNew(path, content);
            return new StagedFile(path, "", id, to - above, content.length, "00");
        }
    }

    /** What is wrong with the lake while nobody writes, a sentence each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        DatasetState state = new DatasetState(lake, World.DATASET);
        List<Manifest> loads = state.finishedLoads().toList();
        Set<String> expected = new TreeSet<>();
        expected.add(state.tree().init());
        for (Manifest load : loads) {
            expected.add(state.tree().manifest(load.load()));
            expected.add(load.metadata().marker());
            load.metadata().version().ifPresent(expected::add);
            load.metadata().state().ifPresent(expected::add);
            load.files().stream().map(LandedFile::path).forEach(expected::add);
        }
        for (JobKey key : keys) {
            loads.stream()
                    .filter(load -> load.job().key().equals(key))
                    .findFirst()
                    .flatMap(load -> load.metadata().hashes())
                    .ifPresent(expected::add);
        }
        Set<String> there = lake.paths();
        expected.stream().filter(path -> !there.contains(path)).forEach(path -> faults.add("gone: " + path));
        there.stream().filter(path -> !expected.contains(path)).forEach(path -> faults.add("stray: " + path));
        return faults;
    }

    /** Every number of a table that landed in files of loads that count, in order, as often as it landed. */
    List<Long> landed(JobKey key) {
        return new DatasetState(lake, World.DATASET)
                .finishedLoads()
                .filter(load -> load.job().key().equals(key))
                .flatMap(load -> load.files().stream())
                .flatMap(file -> lake.read(file.path()).stream())
                .flatMap(content -> List.of(new String(content, StandardCharsets.UTF_8).split(" ")).stream())
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    /** The tables whose rows are not in the lake once each, or whose cell does not say so. */
    List<String> unfinished() {
        List<Long> table = LongStream.rangeClosed(1, rows).boxed().toList();
        List<String> unfinished = new ArrayList<>();
        for (JobKey key : keys) {
            String cell = workbook.cells.getOrDefault(key, WatermarkCell.EMPTY).text();
            if (!landed(key).equals(table) || !cell.equals(Long.toString(rows))) {
                unfinished.add(key + ": landed " + landed(key) + ", the cell says " + cell);
            }
        }
        return unfinished;
    }

    boolean counts(LoadId load) {
        return new DatasetState(lake, World.DATASET).isMarked(World.PIPELINE, load);
    }
}
