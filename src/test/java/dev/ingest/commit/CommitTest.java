package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.LandedTable;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.FewHashes;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadResult;
import dev.ingest.job.RowHash;
import dev.ingest.job.RowHashes;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.option.FullMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {
    private static final String FIRST = "2026-01-26 08:00:00.123456+00:00";

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void world() {
        world = new World(home);
    }

    private CommittedLoad commit(StagedLoad load) {
        return world.committer(world.lake, CommitListener.NONE).commit(load);
    }

    @Test
    void aLoadLeavesWhatTheDesignNames() {
        StagedLoad load = world.incremental("", FIRST);
        List<CommitStep> steps = new ArrayList<>();
        CommittedLoad done = world.committer(world.lake, new CommitListener() {
                    @Override
                    public void after(CommitStep step) {
                        steps.add(step);
                    }
                })
                .commit(load);

        assertEquals(List.of(CommitStep.values()), steps);
        assertEquals("mydb/orders/2026/01/27", done.partitionPath());
        assertEquals(4, done.rows());
        assertEquals(1, done.schemaVersion());
        assertEquals(
                List.of(
                        "mydb/orders/2026/01/27/" + load.load() + ".00000000ab.parquet",
                        "mydb/orders/2026/01/27/" + load.load() + ".d756e8e6cf.parquet"),
                world.dataFiles());
        assertEquals(List.of("mydb/_ingest/loads/2026/01/" + load.load() + ".json"), world.paths("_ingest/loads"));
        assertEquals(1, world.paths("_dlt_version").size());
        assertEquals(1, world.paths("_dlt_pipeline_state").size());
        assertEquals(WatermarkCell.text(FIRST), world.workbook.cells.get(World.KEY));
        assertEquals(
                List.of("2026-01-27T14:30:06,mydb.orders,SUCCESS,4,0.00,mydb/orders/2026/01/27,"),
                world.auditLines("SUCCESS").toList());
        Manifest manifest = world.dataset().finishedLoads().findFirst().orElseThrow();
        assertEquals(5, manifest.counts().read());
        assertEquals(Optional.of(manifest), Manifest.parse(manifest.json()));
        assertEquals(
                Optional.of(new Bound(FIRST, Bound.Edge.INCLUSIVE)),
                manifest.progress().flatMap(CursorProgress::hashed));
    }

    @Test
    void theWatermarkComesBack() {
        StagedLoad load = world.incremental("", FIRST);
        commit(load);
        JobWatermarks watermarks = new JobWatermarks(world.dataset(), world.journal);

        Optional<Watermark> mark =
                watermarks.choose(World.KEY, World.PIPELINE, "updated_at", world.workbook.cells.get(World.KEY));

        assertEquals(Optional.of(new Watermark(FIRST, Watermark.Origin.COMMITTED)), mark);
        assertEquals(FewHashes.of(new RowHash(FIRST.hashCode(), 2)), landed(watermarks, mark));
        assertEquals(
                Optional.of(new Watermark(FIRST, Watermark.Origin.PERSON)),
                watermarks.choose(World.KEY, World.PIPELINE, "created_at", WatermarkCell.text(FIRST)));
        assertEquals(Optional.empty(), watermarks.choose(World.KEY, World.PIPELINE, "updated_at", WatermarkCell.EMPTY));
        world.paths("_ingest/hashes").forEach(world.lake::delete);
        assertThrows(IngestException.class, () -> landed(watermarks, mark));
    }

    private RowHashes landed(JobWatermarks watermarks, Optional<Watermark> mark) {
        return watermarks
                .last(World.KEY, World.PIPELINE, "updated_at", mark)
                .map(world.dataset()::hashes)
                .orElse(RowHashes.NONE);
    }

    @Test
    void dltsWatermarkCountsUntilALoadOfOurs() throws IOException {
        golden("_dlt_pipeline_state/postgresql_to_adls_mydb__1795357559.6116617__");
        golden("_dlt_version/postgresql_to_adls_mydb__1795357559.757882__");
        JobWatermarks watermarks = new JobWatermarks(world.dataset(), world.journal);
        assertEquals(
                Optional.of(new Watermark("2026-01-27 10:44:12.584+00:00", Watermark.Origin.DLT)),
                watermarks.choose(World.KEY, World.PIPELINE, "UPDATED_AT", WatermarkCell.EMPTY));
        assertEquals(
                6,
                world.dataset()
                        .schema("another_pipeline", "orders")
                        .orElseThrow()
                        .schema()
                        .size());

        StagedLoad full = world.full(FullMode.SNAPSHOT);
        assertTrue(full.load().text().compareTo("1795357559.6116617") > 0, "never below what dlt loaded");
        commit(full);

        assertEquals(Optional.empty(), watermarks.choose(World.KEY, World.PIPELINE, "updated_at", WatermarkCell.EMPTY));
        assertEquals(
                3, world.dataset().schemaDocument(World.PIPELINE).orElseThrow().version(), "dlt's versions go on");
    }

    private void golden(String start) throws IOException {
        String path = start + "2381a4cfa64d58381378903bfb5330ddeae7c1d1445d0e08d95601921584d1eb.jsonl";
        try (InputStream in = CommitTest.class.getResourceAsStream("/dlt-golden/written-by-dlt-1.26.0/mydb/" + path)) {
            world.lake.createNew("mydb/" + path, in.readAllBytes());
        }
    }

    @Test
    void aSnapshotReplacesItsDayAndChildTables() throws IOException {
        golden("_dlt_version/postgresql_to_adls_mydb__1795357559.757882__");
        world.lake.put("mydb/orders/2026/01/26/1600000000.5.aaaaaaaaaa.parquet", "yesterday's");
        world.lake.put("mydb/orders/2026/01/27/1600000000.5.aaaaaaaaaa.parquet", "dlt's");
        world.lake.put("mydb/orders/2026/01/27/region=EU/1600000000.5.bbbbbbbbbb.parquet", "a partition");
        world.lake.put("mydb/orders__items/2026/01/27/1600000000.5.cccccccccc.jsonl.gz", "a child table's");
        world.lake.put("mydb/orders__other/2026/01/27/1600000000.5.cccccccccc.jsonl.gz", "no table of any schema");
        world.lake.put("mydb/orders/2026/01/27/1999999999.5.dddddddddd.parquet", "newer");

        CommittedLoad done = commit(world.full(FullMode.SNAPSHOT));

        assertEquals(3, done.replaced());
        assertEquals(
                List.of(
                        "mydb/orders/2026/01/26/1600000000.5.aaaaaaaaaa.parquet",
                        "mydb/orders/2026/01/27/" + done.load() + ".00000000ab.parquet",
                        "mydb/orders/2026/01/27/" + done.load() + ".d756e8e6cf.parquet",
                        "mydb/orders/2026/01/27/1999999999.5.dddddddddd.parquet",
                        "mydb/orders__other/2026/01/27/1600000000.5.cccccccccc.jsonl.gz"),
                world.dataFiles());
    }

    @Test
    void replaceTakesEveryDay() {
        world.lake.put("mydb/orders/2026/01/26/1600000000.5.aaaaaaaaaa.parquet", "yesterday's");
        commit(world.full(FullMode.REPLACE));
        assertEquals(2, world.dataFiles().size());
        assertTrue(world.dataset()
                .schemaDocument(World.PIPELINE)
                .orElseThrow()
                .toString()
                .contains("\"write_disposition\":\"replace\",\"resource\":\"orders\""));
    }

    @Test
    void anUnchangedSchemaAndStateAreNotWrittenAgain() {
        commit(world.full(FullMode.SNAPSHOT));
        commit(world.full(FullMode.SNAPSHOT));
        assertEquals(1, world.paths("_dlt_version").size());
        assertEquals(1, world.paths("_dlt_pipeline_state").size());
        assertEquals(2, world.paths("_dlt_loads").size());
    }

    @Test
    void theHundredNewestStatesStay() {
        for (int i = 0; i < DatasetState.STATE_FILES + 3; i++) {
            commit(world.incremental(FIRST, "2026-01-27 00:00:00." + (100 + i) + "+00:00"));
        }
        world.lake.put("mydb/_dlt_pipeline_state/another__1.5__ab.jsonl", "{}");
        commit(world.incremental(FIRST, "2026-01-28 00:00:00+00:00"));
        assertEquals(101, world.paths("_dlt_pipeline_state").size());
        assertEquals(
                "2026-01-28 00:00:00+00:00",
                world.dataset()
                        .lastLoad(World.PIPELINE, "orders")
                        .orElseThrow()
                        .progress()
                        .orElseThrow()
                        .watermark());
    }

    @Test
    void noRowsPublishNothing() {
        StagedLoad staged = world.incremental(FIRST, FIRST);
        LoadResult nothing = new LoadResult(List.of(), 3, 3, Optional.empty(), RowHashes.NONE);
        CommittedLoad done = commit(new StagedLoad(
                staged.plan(),
                staged.ticket(),
                staged.load(),
                nothing,
                staged.names(),
                staged.cell(),
                staged.started()));

        assertEquals(0, done.rows());
        assertTrue(world.lake.paths().isEmpty(), "not even what was staged is left");
        assertEquals(
                List.of("2026-01-27T14:30:06,mydb.orders,SUCCESS,0,0.00,,"),
                world.auditLines("SUCCESS").toList());
    }

    @Test
    void nestedTablesLandBesideTheirParentAndAreReplacedWithIt() {
        StagedLoad first = nested();
        commit(first);
        assertEquals(
                2, world.paths("orders").size() + world.paths("orders__items").size());
        Manifest manifest = world.dataset().counted(first.load()).orElseThrow();
        assertEquals(Optional.of(manifest), Manifest.parse(manifest.json()));
        assertEquals(
                List.of(Optional.empty(), Optional.of("orders")),
                manifest.tables().stream().map(LandedTable::parent).toList());
        assertEquals(List.of("orders__items"), world.dataset().childTables("orders"));
        assertEquals(
                Optional.of(new Schema(List.of(World.columns().get(0)))),
                world.dataset().schema(World.PIPELINE, "orders__items").map(StoredSchema::schema));

        StagedLoad second = nested();
        commit(second);
        assertEquals(
                List.of(second.load().text(), second.load().text()),
                Stream.concat(world.paths("orders").stream(), world.paths("orders__items").stream())
                        .map(path -> path.replaceFirst(".*/(\\d+\\.\\d+)\\..*", "$1"))
                        .toList());
    }

    /** A full load of two files, the second with nested data. */
    private StagedLoad nested() {
        StagedLoad load = world.full(FullMode.SNAPSHOT);
        StagedTable own = load.result().tables().get(0);
        Schema items = new Schema(List.of(World.columns().get(0)));
        LoadResult result = new LoadResult(
                List.of(
                        new StagedTable(
                                own.name(),
                                own.parent(),
                                own.landed(),
                                own.files().subList(0, 1)),
                        new StagedTable(
                                "orders__items",
                                Optional.of("orders"),
                                items,
                                own.files().subList(1, 2))),
                3,
                1,
                Optional.empty(),
                RowHashes.NONE);
        return new StagedLoad(
                load.plan(), load.ticket(), load.load(), result, load.names(), load.cell(), load.started());
    }

    @Test
    void aManifestThatNamesNoTablesIsOfItsOwn() {
        commit(world.full(FullMode.SNAPSHOT));
        Manifest manifest = world.dataset().finishedLoads().findFirst().orElseThrow();
        String json = new String(manifest.json(), StandardCharsets.UTF_8);

        assertFalse(json.contains("parents") || json.contains("cursor_low"), json);
        assertEquals(
                "orders",
                Manifest.parse(manifest.json()).orElseThrow().tables().get(0).name());
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        StagedLoad load = world.incremental("", FIRST);
        LoadResult short1 = new LoadResult(
                load.result().tables(),
                9,
                0,
                load.result().watermark(),
                load.result().boundary());
        IngestException refused = assertThrows(
                IngestException.class,
                () -> commit(new StagedLoad(
                        load.plan(), load.ticket(), load.load(), short1, load.names(), load.cell(), load.started())));
        assertEquals(FailureKind.COMMIT, refused.kind());
        assertEquals(
                "Cannot commit mydb.orders: 9 rows were read and 4 stand in the files. Nothing landed; run the job again.",
                refused.getMessage());

        world.lake.delete(load.result().files().get(0).path());
        assertThrows(IngestException.class, () -> commit(load));
        assertEquals(List.of(), world.dataFiles());
    }

    @Test
    void aFinalNameThatIsTakenIsNeverOverwritten() {
        StagedLoad load = world.incremental("", FIRST);
        StagedFile second = load.result().files().get(1);
        world.lake.put(load.names().path("orders", second), "somebody's");

        assertThrows(IngestException.class, () -> commit(load));

        assertEquals(List.of(), world.paths("_dlt_loads"));
        assertEquals(List.of(), world.paths("_ingest"));
    }

    @Test
    void aLostLeaseStopsTheCommitWhichTakesItselfBack() {
        for (int allowed = 0; allowed < 2; allowed++) {
            StagedLoad load = world.incremental("", FIRST);
            int[] asked = {allowed};
            LeaseCheck lease = () -> {
                if (asked[0]-- == 0) {
                    throw new IngestException(FailureKind.COMMIT, "Cannot commit: the lease is lost.");
                }
            };
            Committer committer = new Committer(
                    world.lake,
                    DatasetState.held(world.lake, World.DATASET, Set.of()),
                    lease,
                    world.audit,
                    world.journal,
                    world.cells(),
                    world.clock);
            assertThrows(IngestException.class, () -> new Commits(committer, CommitListener.NONE).commit(load));
            world.lake.put("mydb/init", "{}");
            assertEquals(Set.of("mydb/init"), world.lake.paths(), "nothing of it is left");
            assertEquals(List.of(), world.journal.entries());
            assertEquals(List.of(), world.recover(world.lake));
        }
    }

    @Test
    void anInterruptWaitsForTheEndOfTheCommit() {
        Map<CommitStep, Boolean> seen = new EnumMap<>(CommitStep.class);
        Commits committer = world.committer(world.lake, new CommitListener() {
            @Override
            public void after(CommitStep step) {
                seen.put(step, Thread.currentThread().isInterrupted());
            }
        });
        Thread.currentThread().interrupt();
        committer.commit(world.incremental("", FIRST));
        assertTrue(Thread.interrupted());
        for (CommitStep step : CommitStep.values()) {
            assertEquals(step == CommitStep.STAGE, seen.get(step), step + " may be interrupted");
        }
    }

    @Test
    void aLockedWorkbookCostsNothing() {
        world.workbook.locked = true;
        commit(world.incremental("", FIRST));
        assertEquals(1, world.journal.due(World.KEY).size());
        assertEquals(
                Optional.of(new Watermark(FIRST, Watermark.Origin.COMMITTED)),
                new JobWatermarks(world.dataset(), world.journal)
                        .choose(World.KEY, World.PIPELINE, "updated_at", WatermarkCell.EMPTY));
        world.workbook.locked = false;
        world.recover(world.lake);
        assertEquals(WatermarkCell.text(FIRST), world.workbook.cells.get(World.KEY));
    }

    @Test
    void aNewLoadLiesAboveOneThatIsStillOpen() {
        commit(world.incremental("", FIRST));
        world.lake.put("mydb/_ingest/open/1999999999.5.json", "{}");
        assertEquals(Optional.of(new LoadId("1999999999.5")), world.dataset().newestLoad());
        assertEquals(
                Optional.of(new LoadId("1999999999.5")),
                DatasetState.held(world.lake, World.DATASET, Set.of()).newestLoad());
    }

    /** Nothing but the commit takes time. */
    private CommitListener slow(CommitStep step) {
        return new CommitListener() {
            @Override
            public void before(CommitStep now) {
                if (now == step) {
                    world.clock.advance(Duration.ofMillis(4_570));
                }
            }
        };
    }

    @Test
    void theAuditsDurationIsTheWholeJobs() {
        world.committer(world.lake, slow(CommitStep.REPLACE)).commit(world.full(FullMode.SNAPSHOT));
        assertEquals(
                List.of("2026-01-27T14:30:06,mydb.orders,SUCCESS,4,4.57,mydb/orders/2026/01/27,"),
                world.auditLines("SUCCESS").toList());
    }

    @Test
    void aLineThatWasAuditedBeforeACrashIsNotAuditedAgain() {
        boolean reached = true;
        for (int at = 0; reached; at++) {
            HookedLanding store = HookedLanding.failing(world.lake, at, HookedLanding.Fault.CRASH_BEFORE);
            Commits committer = world.committer(store, slow(CommitStep.REPLACE));
            try {
                committer.commit(world.full(FullMode.SNAPSHOT));
            } catch (HookedLanding.Crash e) {
                assertTrue(store.operations() > at);
            }
            reached = store.operations() > at;
            world.recover(world.lake);
            assertEquals(
                    world.paths("_dlt_loads").size(),
                    world.auditLines("SUCCESS").count(),
                    "crash at " + at);
        }
    }
}
