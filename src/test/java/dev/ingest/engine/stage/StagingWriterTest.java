package dev.ingest.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.Extraction;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.SettingSection;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.source.TableBatch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingWriterTest {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));
    private static final long HEAP = 256L << 20;
    static final FileOptions FILES = new FileOptions(Codec.SNAPPY, 1_000_000, 64 << 20, 1L << 30);
    private static final Schema ORDERS = new Schema(List.of(
            column("id", ColumnType.INT64),
            column("region", ColumnType.TEXT),
            column("placed", ColumnType.TIMESTAMP),
            column("price", ColumnType.DOUBLE)));

    @TempDir
    Path folder;

    private final MemoryLanding landing = new MemoryLanding();

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, Nullability.NULLABLE);
    }

    static JobPlan plan(
            Schema schema, LoadType type, List<String> partitionBy, List<String> clusterBy, FileOptions files) {
        List<PlannedColumn> columns = schema.columns().stream()
                .map(column -> new PlannedColumn(column.name(), "native", "as is", column))
                .toList();
        LocalDate date = LocalDate.of(2026, 1, 27);
        Target target = new Target(
                "{table_name}/{load_id}.{file_id}.{ext}",
                "postgresql_to_adls_shop",
                date.atStartOfDay(ZoneOffset.UTC),
                date,
                FullMode.SNAPSHOT,
                partitionBy,
                clusterBy,
                files);
        return new JobPlan(
                new JobKey("shop", "orders"),
                "shop.orders",
                type,
                List.of(),
                new Reading(
                        DatabaseKind.POSTGRESQL,
                        SettingSection.table("shop", "t"),
                        Extraction.of(TableName.parse("orders")),
                        columns,
                        Optional.empty(),
                        Window.ALL,
                        List.of(),
                        Snapshot.ALONE,
                        List.of(Slice.WHOLE)),
                target);
    }

    /** Rows whose region cycles through {@code regions} at random, one null and one empty among them. */
    private static ColumnBatch orders(int rows, int regions, long seed) {
        Random random = new Random(seed);
        ColumnBatch batch = new ColumnBatch(ORDERS, rows);
        for (int i = 0; i < rows; i++) {
            int region = random.nextInt(regions);
            batch.longs(0).append(random.nextInt(1_000_000));
            if (region == 0) {
                batch.bytes(1).appendNull();
            } else {
                batch.bytes(1).append(region == 1 ? "" : "R" + region);
            }
            batch.longs(2).append(i * 3_600_000_000L - 5_000_000_000L);
            batch.doubles(3).append(random.nextInt(100) / 4.0);
        }
        return batch;
    }

    private static List<StagedFile> files(List<StagedTable> tables) {
        return tables.stream().flatMap(table -> table.files().stream()).toList();
    }

    private List<StagedFile> stage(JobPlan plan, List<ColumnBatch> batches) {
        try (StagingWriter writer = new StagingWriter(plan, LOAD, landing, HEAP)) {
            batches.forEach(batch -> writer.write(TableBatch.own(batch)));
            return files(writer.finish());
        }
    }

    /** Copies what was staged into hive folders and returns a pattern that matches all of it. */
    private String published(List<StagedFile> files) {
        for (StagedFile file : files) {
            Path directory = file.partition().isEmpty() ? folder : folder.resolve(file.partition());
            landing.copy(file.path(), directory.resolve(file.fileId() + ".parquet"));
        }
        return folder + "/**/*.parquet";
    }

    private static List<String> ask(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (results.next()) {
                rows.add(results.getString(1));
            }
            return rows;
        }
    }

    @Test
    void rowsLandInOneFileThatTellsItsRows() {
        List<StagedFile> files = stage(
                plan(ORDERS, LoadType.INCREMENTAL, List.of(), List.of(), FILES),
                List.of(orders(1000, 5, 1), orders(500, 5, 2)));
        assertEquals(1, files.size());
        StagedFile file = files.get(0);
        assertEquals(1500, file.rows());
        assertEquals("", file.partition());
        assertTrue(file.fileId().matches("[0-9a-f]{10}"));
        assertEquals("shop/_ingest/staging/1769697001.5974004/" + file.fileId() + ".parquet", file.path());
        assertEquals(landing.content(file.path()).length, file.bytes());
    }

    @Test
    void aFullLoadWithNoRowsStagesOneEmptyFileAndAnIncrementalOneNone() throws SQLException {
        List<StagedFile> files = stage(plan(ORDERS, LoadType.FULL, List.of("region"), List.of("id"), FILES), List.of());
        assertEquals(1, files.size());
        assertEquals(List.of("0"), ask("SELECT count(region) FROM '" + published(files) + "'"));
        assertEquals(List.of(), stage(plan(ORDERS, LoadType.INCREMENTAL, List.of(), List.of(), FILES), List.of()));
    }

    @Test
    void anEmptyDayOfAPartitionedTableStandsAsDeepAsTheOthers() {
        JobPlan plan = plan(ORDERS, LoadType.FULL, List.of("date", "region", "placed"), List.of(), FILES);
        assertEquals(
                List.of("date=2026-01-27/region=__HIVE_DEFAULT_PARTITION__/placed=__HIVE_DEFAULT_PARTITION__"),
                stage(plan, List.of()).stream().map(StagedFile::partition).toList());
        JobPlan byDate = plan(ORDERS, LoadType.FULL, List.of("date"), List.of(), FILES);
        assertEquals(
                List.of("date=2026-01-27"),
                stage(byDate, List.of()).stream().map(StagedFile::partition).toList());
        JobPlan plain = plan(ORDERS, LoadType.FULL, List.of(), List.of("id"), FILES);
        assertEquals(
                List.of(""),
                stage(plain, List.of()).stream().map(StagedFile::partition).toList());
    }

    @Test
    void filesRotateBySize() throws SQLException {
        FileOptions small = new FileOptions(Codec.NONE, 1_000_000, 64 << 20, 300_000);
        List<ColumnBatch> batches = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            batches.add(orders(5000, 500, i));
        }
        List<StagedFile> files = stage(plan(ORDERS, LoadType.FULL, List.of(), List.of(), small), batches);
        assertTrue(files.size() > 5, files.size() + " files");
        for (StagedFile file : files) {
            assertTrue(file.bytes() < 500_000, "a file of " + file.bytes());
        }
        assertEquals(
                files.size(), files.stream().map(StagedFile::fileId).distinct().count());
        assertEquals(150_000, files.stream().mapToLong(StagedFile::rows).sum());
        assertEquals(List.of("150000"), ask("SELECT count(*) FROM '" + published(files) + "'"));
    }

    @Test
    void everyRowLandsInTheFolderOfItsValues() throws SQLException {
        List<ColumnBatch> batches = List.of(orders(3000, 6, 1), orders(3000, 6, 2));
        List<StagedFile> files =
                stage(plan(ORDERS, LoadType.FULL, List.of("region", "placed", "date"), List.of(), FILES), batches);
        String pattern = published(files);
        assertEquals(6000, files.stream().mapToLong(StagedFile::rows).sum());
        assertTrue(files.stream()
                .anyMatch(file -> file.partition()
                        .equals("region=__HIVE_DEFAULT_PARTITION__/placed=1969-12-31/date=2026-01-27")));
        String wrong = "SELECT count(*) FROM read_parquet('" + pattern
                + "', filename = true, hive_partitioning = false) WHERE NOT contains(replace(filename, '\\', '/'), '/region='"
                + " || coalesce(nullif(region, ''), '__HIVE_DEFAULT_PARTITION__') || '/placed=' ||"
                + " strftime(placed, '%Y-%m-%d') || '/date=2026-01-27/')";
        assertEquals(List.of("0"), ask(wrong));
        assertEquals(
                List.of("4"),
                ask("SELECT count(DISTINCT region) FROM read_parquet('" + pattern + "', hive_partitioning = true,"
                        + " hive_types_autocast = false) WHERE region LIKE 'R%'"));
    }

    @Test
    void atMost32FilesAreOpenHoweverManyPartitionsThereAre() {
        List<ColumnBatch> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batches.add(orders(20_000, 100, i));
        }
        FileOptions files = new FileOptions(Codec.SNAPPY, 1_000_000, 64 << 20, 1L << 30);
        List<StagedFile> staged;
        try (StagingWriter writer = new StagingWriter(
                plan(ORDERS, LoadType.FULL, List.of("region"), List.of(), files), LOAD, landing, 4 << 20)) {
            batches.forEach(batch -> writer.write(TableBatch.own(batch)));
            staged = files(writer.finish());
        }
        assertEquals(OpenFiles.MOST_OPEN, landing.mostOpen());
        Map<String, Long> rows = staged.stream()
                .collect(Collectors.groupingBy(
                        StagedFile::partition, TreeMap::new, Collectors.summingLong(StagedFile::rows)));
        assertEquals(99, rows.size());
        assertTrue(staged.size() > 99, "a partition that was closed opens another file");
        assertEquals(200_000, rows.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void moreThanAThousandValuesFailTheLoad() {
        IngestException failure = assertThrows(
                IngestException.class,
                () -> stage(
                        plan(ORDERS, LoadType.FULL, List.of("region", "price"), List.of(), FILES),
                        List.of(orders(50_000, 60, 1))));
        assertEquals(FailureKind.WRITE, failure.kind());
        assertEquals(
                "Cannot partition shop.orders by region,price: there are more than 1,000 values. Partition by a column"
                        + " of fewer values, or sort by it with cluster_by.",
                failure.getMessage());
        assertEquals(List.of(), landing.unfinished());
        stage(plan(ORDERS, LoadType.FULL, List.of("region"), List.of(), FILES), List.of(orders(50_000, 1001, 1)));
        assertThrows(
                IngestException.class,
                () -> stage(
                        plan(ORDERS, LoadType.FULL, List.of("region"), List.of(), FILES),
                        List.of(orders(90_000, 1003, 1))));
    }

    @Test
    void rowsAreSortedWithinRowGroups() throws SQLException {
        FileOptions groups = new FileOptions(Codec.SNAPPY, 7000, 64 << 20, 1L << 30);
        List<StagedFile> files = stage(
                plan(ORDERS, LoadType.FULL, List.of(), List.of("region", "price", "id"), groups),
                List.of(orders(9000, 5, 1), orders(9000, 5, 2)));
        String file = published(files);
        assertEquals(List.of("3"), ask("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + file + "')"));
        String disorder =
                "SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY file_row_number) AS stands, row_number() OVER"
                        + " (ORDER BY file_row_number // 7000, region NULLS LAST, price, id, file_row_number) AS belongs FROM"
                        + " read_parquet('" + file + "', file_row_number = true)) WHERE stands <> belongs";
        assertEquals(List.of("0"), ask(disorder));
        assertEquals(List.of("18000"), ask("SELECT count(*) FROM '" + file + "'"));
    }

    @Test
    void eachPartitionIsSortedOnItsOwnInLittleMemory() throws SQLException {
        List<StagedFile> files;
        try (StagingWriter writer = new StagingWriter(
                plan(ORDERS, LoadType.FULL, List.of("region"), List.of("id"), FILES), LOAD, landing, 8 << 20)) {
            for (int i = 0; i < 10; i++) {
                writer.write(TableBatch.own(orders(10_000, 6, i)));
            }
            files = files(writer.finish());
        }
        assertEquals(5, files.size());
        String pattern = published(files);
        assertEquals(List.of("100000"), ask("SELECT count(*) FROM '" + pattern + "'"));
        for (StagedFile file : files) {
            String path = folder + "/" + file.partition() + "/" + file.fileId() + ".parquet";
            long groups =
                    Long.parseLong(ask("SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + path + "')")
                            .get(0));
            long steps =
                    Long.parseLong(ask("SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY file_row_number) AS"
                                    + " before FROM read_parquet('" + path
                                    + "', file_row_number = true)) WHERE id < before")
                            .get(0));
            assertTrue(groups > 1, "one row group");
            assertTrue(steps < groups, steps + " steps back in " + groups + " row groups");
        }
    }

    @Test
    void aFailureDiscardsAllFiles() {
        JobPlan plan = plan(ORDERS, LoadType.FULL, List.of("region"), List.of(), FILES);
        landing.failAfter(50_000);
        assertThrows(IngestException.class, () -> stage(plan, List.of(orders(50_000, 20, 1))));
        assertEquals(List.of(), landing.unfinished());
        assertFalse(landing.mostOpen() == 0);
    }

    @Test
    void unknownColumnsAreNamed() {
        for (JobPlan plan : List.of(
                plan(ORDERS, LoadType.FULL, List.of("nation"), List.of(), FILES),
                plan(ORDERS, LoadType.FULL, List.of(), List.of("nation"), FILES))) {
            IngestException failure = assertThrows(IngestException.class, () -> new StagingWriter(plan, LOAD, landing));
            assertTrue(failure.getMessage().contains("nation: the table has no such column"), failure.getMessage());
        }
    }
}
