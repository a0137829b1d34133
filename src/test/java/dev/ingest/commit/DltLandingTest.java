package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.LoadType;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.option.FullMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes a landing with real Parquet into {@code target/dlt-landing}, where {@code src/test/python/dlt_reads_our_landing.py}
 * lets dlt itself read it.
 */
class DltLandingTest {
    private static final Path LAKE = Path.of("target", "dlt-landing");

    @TempDir
    Path home;

    /** The first load has a column that the source drops before the second. */
    private static List<Column> columns(int from) {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("id", ColumnType.INT64, Nullability.REQUIRED),
                new Column("amount", new ColumnType.Decimal(18, 4), Nullability.NULLABLE),
                new Column("name", ColumnType.TEXT, Nullability.NULLABLE),
                new Column("flag", ColumnType.BOOL, Nullability.NULLABLE),
                new Column("day", ColumnType.DATE, Nullability.NULLABLE),
                new Column("made", ColumnType.TIMESTAMP, Nullability.NULLABLE),
                new Column("updated_at", ColumnType.TIMESTAMP_UTC, Nullability.NULLABLE)));
        if (from == 0) {
            columns.add(3, new Column("dropped", ColumnType.INT16, Nullability.REQUIRED));
        }
        return columns;
    }

    @Test
    void twoIncrementsLandAsOneTable() throws IOException, SQLException {
        World world = new World(home);
        commit(world, "", "2026-01-05 03:00:00+00:00", 0, 100);
        commit(world, "2026-01-05 03:00:00+00:00", "2026-01-09 07:00:00.123456+00:00", 100, 200);
        dump(world);

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*), sum(amount) FROM read_parquet('"
                        + LAKE.resolve("mydb/orders").toString().replace('\\', '/') + "/**/*.parquet')")) {
            rows.next();
            assertEquals(200, rows.getLong(1));
            assertEquals("29850.0000", rows.getBigDecimal(2).toPlainString());
        }
    }

    private static String rows(int from, int to) {
        return "SELECT " + (from == 0 ? "7::SMALLINT AS dropped, " : "")
                + "i::BIGINT AS id, (i * 1.5)::DECIMAL(18,4) AS amount, 'name ' || i AS name, i % 2 = 0 AS flag,"
                + " DATE '2026-01-01' + i::INTEGER AS day, TIMESTAMP '2026-01-01 00:00:00' + INTERVAL (i) HOUR AS made,"
                + " (TIMESTAMP '2026-01-01 00:00:00' + INTERVAL (i) HOUR)::TIMESTAMPTZ AS updated_at FROM range("
                + from + ", " + to + ") AS numbers(i)";
    }

    private void commit(World world, String low, String watermark, int from, int to) throws IOException, SQLException {
        world.clock.advance(Duration.ofSeconds(7));
        LoadId load = LoadId.next(world.clock.instant(), world.dataset().newestLoad());
        Path parquet = home.resolve(load + ".parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + rows(from, to) + ") TO '"
                    + parquet.toString().replace('\\', '/') + "' (FORMAT parquet)");
        }
        byte[] content = Files.readAllBytes(parquet);
        String staged = "mydb/_ingest/staging/" + load + "/0123456789.parquet";
        world.lake.createNew(staged, content);
        StagedFile file = new StagedFile(staged, "", "0123456789", to - from, content.length, "00");
        JobPlan plan = World.plan(
                LoadType.INCREMENTAL,
                Optional.of(new Cursor(
                        "updated_at", "updated_at", CursorType.TIMESTAMP_UTC, 6, Cursor.Uniqueness.REPEATED)),
                new Window(
                        low.isEmpty() ? Optional.empty() : Optional.of(new Bound(low, Bound.Edge.EXCLUSIVE)),
                        Optional.empty()),
                FullMode.SNAPSHOT,
                columns(from));
        world.committer(world.lake, CommitListener.NONE)
                .commit(new StagedLoad(
                        plan,
                        StagingTicket.of(load),
                        load,
                        new LoadResult(
                                World.tables(plan, List.of(file)),
                                to - from,
                                0,
                                Optional.of(watermark),
                                RowHashes.NONE),
                        new World.DayNames(plan, load),
                        WatermarkCell.EMPTY,
                        world.clock.instant()));
    }

    private static void dump(World world) throws IOException {
        List<Path> old = new ArrayList<>();
        if (Files.isDirectory(LAKE)) {
            try (var files = Files.walk(LAKE)) {
                files.filter(Files::isRegularFile).forEach(old::add);
            }
        }
        for (Path file : old) {
            Files.delete(file);
        }
        for (String path : world.lake.paths()) {
            Path file = LAKE.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, world.lake.read(path).orElseThrow());
        }
    }
}
