package dev.ingest.e2e.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.row.JobColumn;
import dev.ingest.e2e.fixture.BusyTables;
import dev.ingest.e2e.fixture.JarProcess;
import dev.ingest.e2e.fixture.LandedRows;
import dev.ingest.e2e.fixture.Workspace;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs over tables that are written to meanwhile, by short, long, idle, prepared and rolled back transactions: what stood
 * in a table at some run's horizon is in the lake at the end, and nothing is there twice.
 */
class BusyTableIT {
    private static final long SEED = Long.getLong("ingest.seed", 20260127);
    private static final int RUNS = Integer.getInteger("ingest.runs", 16);
    private static final Pattern HORIZON = Pattern.compile("Incremental load: .*cursor <=? (.*)");

    @TempDir
    Path folder;

    private final Map<String, Set<String>> expected = new TreeMap<>();
    private BusyTables tables;
    private TestPostgres database;
    private Workspace workspace;

    @BeforeEach
    void fill() {
        database = TestPostgres.database();
        tables = new BusyTables(database);
        workspace = Workspace.of(folder, database).settings("[sources.shop]\nwatermark_time_zone = \"UTC\"");
        BusyTables.TABLES.forEach(table -> {
            workspace.incremental(table, "cursor");
            expected.put(table, new HashSet<>());
        });
        workspace.with(JobColumn.WATERMARK_LAG, "1000000").save();
    }

    @AfterEach
    void endTheWriters() {
        tables.close();
    }

    @Test
    void whatStoodAtARunsHorizonLandsOnce() throws SQLException {
        tables.writeShortly(SEED);
        tables.writeShortly(SEED + 1);
        BusyTables.Open longest = tables.open(5, SEED + 2).write(3);
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            BusyTables.Open medium = tables.open(6, SEED + 3 + run).write(5);
            BusyTables.Open regretted = tables.open(7, SEED + 4 + run).write(2);
            BusyTables.Open idle = tables.open(8, SEED + 5 + run);
            longest.write(1);
            if (run == RUNS / 2) {
                tables.open(9, SEED).write(10).prepare("month end");
            }
            if (run == RUNS / 2 + 2) {
                database.run("COMMIT PREPARED 'month end'");
            }
            boolean ends = run % 5 == 4;
            tables.nextRound();
            if (run % 2 == 0) {
                commits.add(medium.commitMeanwhile());
            }
            run();
            if (run % 2 == 1) {
                medium.commit();
            }
            regretted.write(1).rollback();
            if (ends) {
                commits.add(longest.write(2).commitMeanwhile());
                run();
                longest = tables.open(5, SEED + 6 + run).write(3);
            }
            commits.forEach(CompletableFuture::join);
            idle.write(4).commit();
        }
        longest.commit();
        tables.close();
        run();
        run();
        BusyTables.TABLES.forEach(this::assertLanded);
    }

    private void run() {
        String before = tables.snapshot();
        JarProcess run = workspace.call();
        String after = tables.snapshot();
        assertEquals(0, run.exitCode(), run.output());
        List<String> horizons = run.output()
                .lines()
                .map(HORIZON::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
        assertEquals(BusyTables.TABLES.size(), horizons.size(), run.output());
        for (int i = 0; i < horizons.size(); i++) {
            String table = BusyTables.TABLES.get(i);
            String horizon = horizons.get(i) + (table.equals("clocks") ? "+00:00" : "");
            expected.get(table).addAll(tables.standing(table, before, after, horizon));
        }
    }

    private void assertLanded(String table) {
        String files = LandedRows.files(workspace.table(table));
        String seed = table + ", -Dingest.seed=" + SEED;
        try {
            List<String> landed = LandedRows.values("SELECT id || ' ' || version FROM " + files);
            Set<String> once = new TreeSet<>(landed);
            assertEquals(once.size(), landed.size(), seed + ": none twice");
            assertEquals(Set.of(), without(expected.get(table), once), seed + ": what stood at a horizon");
            assertEquals(Set.of(), without(tables.standing(table), once), seed + ": what stands at the end");
            assertEquals(Set.of(), without(once, tables.committed()), seed + ": nothing that was rolled back");
            assertTrue(
                    expected.get(table).size() > 100,
                    "little happened: " + expected.get(table).size());
        } catch (SQLException e) {
            throw new AssertionError(seed, e);
        }
    }

    private static Set<String> without(Iterable<String> all, Iterable<String> taken) {
        Set<String> left = new TreeSet<>();
        all.forEach(left::add);
        taken.forEach(left::remove);
        return left;
    }
}
