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
import dev.ingest.job.FullMode;
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
 * Runs of one job from several homes into one lake, by one workbook on a share: nothing but the dataset's lease keeps them
 * apart. The table's rows are the numbers up to {@link #rows}; a data file holds the numbers that landed in it.
 */
final class RivalRuns {
    final SteppedClock clock = new SteppedClock();
    final MemoryLanding lake = new MemoryLanding(clock);
    private final MemoryCells workbook = new MemoryCells();
    private final Path homes;
    private long rows = 4;

    RivalRuns(Path homes) {
        this.homes = homes;
        workbook.cells.put(World.KEY, WatermarkCell.EMPTY);
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
        private Optional<Lease> lease = Optional.empty();
        private Optional<StagingTicket> ticket = Optional.empty();
        private Optional<Function<LoadId, StagedLoad>> staged = Optional.empty();
        private Optional<LoadId> load = Optional.empty();
        private Optional<Committer> committer = Optional.empty();
        private Optional<IngestException> failure = Optional.empty();
        private List<RecoveredLoad> recovered = List.of();

        private Run(String home, LandingStore store, Clock own) {
            this.store = store;
            this.own = own;
            this.holder = new LeaseHolder("host-" + home, 42, "run of " + home, own.instant());
            this.audit = new AuditLog(homes.resolve(home), World.DAY);
            this.journal = new Journal(homes.resolve(home).resolve("watermarks"));
            this.cells = new CellWriter(journal, workbook, own);
        }

        /** The whole run. */
        Run execute() {
            return begin().end();
        }

        /** Up to the commit. */
        Run begin() {
            return attempt(() -> {
                Lease won = Lease.acquire(store, World.DATASET, holder, own);
                lease = Optional.of(won);
                recovered = new Recovery(store, World.DATASET, audit, journal, cells).recover();
                DatasetState state = DatasetState.held(store, World.DATASET, Set.of());
                committer = Optional.of(new Committer(store, state, won, audit, journal, cells, own));
                staged = stage(state);
                wake();
            });
        }

        /** The commit, and the lease given back. */
        Run end() {
            if (failure.isEmpty()) {
                attempt(() -> {
                    staged.ifPresent(numbered ->
                            committer.orElseThrow().commit(ticket.orElseThrow(), numbered, CommitListener.NONE));
                    cells.flush();
                });
            }
            return attempt(() -> lease.ifPresent(Lease::close));
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

        Optional<IngestException> failure() {
            return failure;
        }

        /** Its identifier, once its commit has drawn one. */
        Optional<LoadId> load() {
            return load;
        }

        List<RecoveredLoad> recovered() {
            return recovered;
        }

        private Run attempt(Runnable work) {
            try {
                work.run();
            } catch (IngestException e) {
                failure = failure.or(() -> Optional.of(explained(e)));
            }
            return this;
        }

        private IngestException explained(IngestException failed) {
            if (staged.isEmpty()) {
                ticket.ifPresent(drawn -> committer.ifPresent(own -> own.discard(drawn)));
            }
            return lease.map(held -> (IngestException) held.explained(failed)).orElse(failed);
        }

        private Optional<Function<LoadId, StagedLoad>> stage(DatasetState state) {
            JobWatermarks watermarks = new JobWatermarks(state, journal);
            WatermarkCell cell = workbook.cells.getOrDefault(World.KEY, WatermarkCell.EMPTY);
            Optional<Watermark> mark = watermarks.choose(World.KEY, World.PIPELINE, "seq", cell);
            watermarks.last(World.KEY, World.PIPELINE, "seq", mark).ifPresent(state::hashes);
            long low = mark.map(found -> Long.parseLong(found.value())).orElse(0L);
            long high = rows;
            if (low == high) {
                return Optional.empty();
            }
            Cursor cursor = new Cursor("seq", "seq", CursorType.INTEGER, 0, Cursor.Uniqueness.REPEATED);
            Window window = new Window(
                    mark.map(found -> new Bound(found.value(), Bound.Edge.EXCLUSIVE)),
                    Optional.of(new Bound(Long.toString(high), Bound.Edge.INCLUSIVE)));
            JobPlan plan =
                    World.plan(LoadType.INCREMENTAL, Optional.of(cursor), window, FullMode.SNAPSHOT, World.columns());
            StagingTicket drawn = committer.orElseThrow().ticket(LoadIdColumn.ABSENT);
            ticket = Optional.of(drawn);
            List<StagedFile> files =
                    List.of(file(drawn, "d756e8e6cf", low, low + 1), file(drawn, "00000000ab", low + 1, high));
            LoadResult result = new LoadResult(
                    World.tables(plan, files),
                    high - low,
                    0,
                    Optional.of(Long.toString(high)),
                    FewHashes.of(new RowHash(high, high)));
            return Optional.of(id -> {
                load = Optional.of(id);
                return new StagedLoad(plan, drawn, id, result, new World.DayNames(plan, id), cell, own.instant());
            });
        }

        private StagedFile file(StagingTicket drawn, String id, long above, long to) {
            String path = World.DATASET + "/_ingest/staging/" + drawn + "/" + id + ".parquet";
            byte[] content = LongStream.rangeClosed(above + 1, to)
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(" "))
                    .getBytes(StandardCharsets.UTF_8);
            store.createNew(path, content);
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
        loads.stream().findFirst().flatMap(load -> load.metadata().hashes()).ifPresent(expected::add);
        Set<String> there = lake.paths();
        expected.stream().filter(path -> !there.contains(path)).forEach(path -> faults.add("gone: " + path));
        there.stream().filter(path -> !expected.contains(path)).forEach(path -> faults.add("stray: " + path));
        return faults;
    }

    /** Every number that landed in files of loads that count, in order, as often as it landed. */
    List<Long> landed() {
        return new DatasetState(lake, World.DATASET)
                .finishedLoads()
                .flatMap(load -> load.files().stream())
                .flatMap(file -> lake.read(file.path()).stream())
                .flatMap(content -> List.of(new String(content, StandardCharsets.UTF_8).split(" ")).stream())
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    List<Long> table() {
        return LongStream.rangeClosed(1, rows).boxed().toList();
    }

    boolean counts(LoadId load) {
        return new DatasetState(lake, World.DATASET).isMarked(World.PIPELINE, load);
    }

    String cell() {
        return workbook.cells.getOrDefault(World.KEY, WatermarkCell.EMPTY).text();
    }
}
