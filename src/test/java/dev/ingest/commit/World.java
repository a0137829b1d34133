package dev.ingest.commit;

import dev.ingest.commit.audit.AuditLog;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.watermark.CellWriter;
import dev.ingest.commit.watermark.Journal;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.FewHashes;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.RowHash;
import dev.ingest.job.RowHashes;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A lake, a home folder and a workbook, and loads of one table between them. */
final class World {
    static final String DATASET = "mydb";
    static final String PIPELINE = "postgresql_to_adls_mydb";
    static final LocalDate DAY = LocalDate.of(2026, 1, 27);
    static final JobKey KEY = new JobKey(DATASET, "orders");

    final SteppedClock clock = new SteppedClock();
    final MemoryLanding lake = new MemoryLanding(clock);
    final MemoryCells workbook = new MemoryCells();
    final Journal journal;
    final AuditLog audit;
    private final Path auditFile;

    World(Path home) {
        journal = new Journal(home.resolve("watermarks"));
        audit = new AuditLog(home, DAY);
        auditFile = home.resolve("audit_20260127.csv");
        workbook.cells.put(KEY, WatermarkCell.EMPTY);
    }

    CellWriter cells() {
        return new CellWriter(journal, workbook, clock);
    }

    Commits committer(LandingStore store, CommitListener listener) {
        return new Commits(committer(DatasetState.held(store, DATASET, Set.of()), store), listener);
    }

    /** A committer in a dataset whose tables {@code jobs} have jobs of their own. */
    Commits committer(Set<String> jobs) {
        return new Commits(committer(DatasetState.held(lake, DATASET, jobs), lake), CommitListener.NONE);
    }

    private Committer committer(DatasetState state, LandingStore store) {
        return new Committer(store, state, () -> {}, audit, journal, cells(), clock);
    }

    List<RecoveredLoad> recover(LandingStore store) {
        return new Recovery(store, DATASET, audit, journal, cells()).recover();
    }

    DatasetState dataset() {
        return new DatasetState(lake, DATASET);
    }

    /** An incremental load of two files, staged. */
    StagedLoad incremental(String low, String watermark) {
        Cursor cursor = new Cursor("updated_at", "updated_at", CursorType.TIMESTAMP_UTC, 6, Cursor.Uniqueness.REPEATED);
        Window window = new Window(
                low.isEmpty() ? Optional.empty() : Optional.of(new Bound(low, Bound.Edge.INCLUSIVE)),
                Optional.of(new Bound("2026-01-28 00:00:00+00:00", Bound.Edge.EXCLUSIVE)));
        return stage(
                plan(LoadType.INCREMENTAL, Optional.of(cursor), window, FullMode.SNAPSHOT, columns()),
                Optional.of(watermark),
                FewHashes.of(new RowHash(watermark.hashCode(), 2)));
    }

    StagedLoad full(FullMode mode) {
        return stage(
                plan(LoadType.FULL, Optional.empty(), Window.ALL, mode, columns()), Optional.empty(), RowHashes.NONE);
    }

    /** A FULL load of {@code table}, staged by a ticket; its identifier is still to be drawn. */
    Function<LoadId, StagedLoad> staged(StagingTicket ticket, String table) {
        JobPlan plan = plan(
                new JobKey(DATASET, table),
                PIPELINE,
                LoadType.FULL,
                Optional.empty(),
                Window.ALL,
                FullMode.SNAPSHOT,
                columns());
        LoadResult result = new LoadResult(tables(plan, files(ticket)), 5, 1, Optional.empty(), RowHashes.NONE);
        return load -> new StagedLoad(
                plan, ticket, load, result, new DayNames(plan, load), WatermarkCell.EMPTY, clock.instant());
    }

    StagedLoad stage(JobPlan plan, Optional<String> watermark, RowHashes boundary) {
        clock.advance(java.time.Duration.ofSeconds(1));
        LoadId load = LoadId.next(clock.instant(), dataset().newestLoad());
        StagingTicket ticket = StagingTicket.unnumbered();
        LoadResult result = new LoadResult(tables(plan, files(ticket)), 5, 1, watermark, boundary);
        WatermarkCell cell = workbook.cells.getOrDefault(KEY, WatermarkCell.EMPTY);
        return new StagedLoad(plan, ticket, load, result, new DayNames(plan, load), cell, clock.instant());
    }

    private List<StagedFile> files(StagingTicket ticket) {
        List<StagedFile> files = new ArrayList<>();
        for (String id : List.of("d756e8e6cf", "00000000ab")) {
            String path = DATASET + "/_ingest/staging/" + ticket + "/" + id + ".parquet";
            byte[] content = (ticket + id).getBytes(StandardCharsets.UTF_8);
            lake.createNew(path, content);
            files.add(new StagedFile(path, "", id, 2, content.length, "00"));
        }
        return files;
    }

    /** All files as those of the plan's own table. */
    static List<StagedTable> tables(JobPlan plan, List<StagedFile> files) {
        return List.of(new StagedTable(plan.key().table(), Optional.empty(), plan.landed(), files));
    }

    static List<Column> columns() {
        return List.of(
                new Column("id", ColumnType.INT64, Nullability.REQUIRED),
                new Column("updated_at", ColumnType.TIMESTAMP_UTC, Nullability.NULLABLE));
    }

    static JobPlan plan(LoadType type, Optional<Cursor> cursor, Window window, FullMode mode, List<Column> columns) {
        return plan(KEY, PIPELINE, type, cursor, window, mode, columns);
    }

    /** A FULL load of another table. */
    StagedLoad full(String table, List<Column> columns) {
        return full(table, PIPELINE, columns);
    }

    StagedLoad full(String table, String pipeline, List<Column> columns) {
        JobKey key = new JobKey(DATASET, table);
        return stage(
                plan(key, pipeline, LoadType.FULL, Optional.empty(), Window.ALL, FullMode.SNAPSHOT, columns),
                Optional.empty(),
                RowHashes.NONE);
    }

    static JobPlan plan(
            JobKey key,
            String pipeline,
            LoadType type,
            Optional<Cursor> cursor,
            Window window,
            FullMode mode,
            List<Column> columns) {
        return new JobPlan(
                key,
                "mydb." + key.table(),
                type,
                List.of("id"),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("mydb", "t"),
                        Extraction.of(TableName.exact(key.table())),
                        columns.stream()
                                .map(column -> new PlannedColumn(column.name(), "", "", column))
                                .toList(),
                        cursor,
                        window,
                        List.of(),
                        Snapshot.ALONE,
                        List.of(Slice.WHOLE)),
                new Target(
                        "{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}",
                        pipeline,
                        DAY.atTime(14, 30).atZone(ZoneId.of("UTC")),
                        DAY,
                        mode,
                        List.of(),
                        List.of(),
                        new FileOptions(Codec.SNAPPY, 1_000_000, 1 << 27, 1 << 28)));
    }

    /** Data files in table folders: whatever is not in a folder of metadata. */
    List<String> dataFiles() {
        return lake.paths().stream()
                .filter(path -> path.startsWith(DATASET + "/orders"))
                .toList();
    }

    List<String> paths(String folder) {
        return lake.paths().stream()
                .filter(path -> path.startsWith(DATASET + "/" + folder + "/"))
                .toList();
    }

    Stream<String> auditLines(String status) {
        return AuditLog.read(auditFile).stream()
                .filter(line -> line.status().name().equals(status))
                .map(line -> line.csv());
    }

    /** dlt's default layout by day, as far as these tests need it. */
    record DayNames(JobPlan plan, LoadId load) implements LoadPaths {
        @Override
        public String path(String table, StagedFile file) {
            return day(table) + "/" + load + "." + file.fileId() + ".parquet";
        }

        @Override
        public String replacedFolder(String table) {
            return plan.target().fullMode() == FullMode.REPLACE ? DATASET + "/" + table : day(table);
        }

        @Override
        public boolean replaces(String table, String path) {
            String[] parts = path.substring(path.lastIndexOf('/') + 1).split("\\.", 3);
            return new LoadId(parts[0] + "." + parts[1]).compareTo(load) < 0;
        }

        private static String day(String table) {
            return DATASET + "/" + table + "/2026/01/27";
        }
    }
}
