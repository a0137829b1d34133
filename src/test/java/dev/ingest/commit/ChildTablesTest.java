package dev.ingest.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.job.option.FullMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset that dlt made, whose schema says that {@code orders__items} is nested data of {@code orders}. */
class ChildTablesTest {
    private static final String GOLDEN = "/dlt-golden/written-by-dlt-1.26.0/";
    private static final String VERSION =
            "mydb/_dlt_version/postgresql_to_adls_mydb__1795357559.757882__2381a4cfa64d58381378903bfb5330ddeae7c1d1445d0e08"
                    + "d95601921584d1eb.jsonl";
    private static final String ITEMS = "mydb/orders__items/2026/01/27/1600000000.5.aaaaaaaaaa.parquet";
    private static final String HISTORY = "mydb/orders__history/2026/01/27/1600000000.5.aaaaaaaaaa.parquet";

    @TempDir
    Path home;

    private World world;

    @BeforeEach
    void dltsDataset() throws IOException {
        world = new World(home);
        try (InputStream golden = getClass().getResourceAsStream(GOLDEN + VERSION)) {
            world.lake.createNew(VERSION, golden.readAllBytes());
        }
        world.lake.put(ITEMS, "items");
        world.lake.put(HISTORY, "another table's, that no schema knows");
    }

    private boolean stands(String path) {
        return world.lake.paths().contains(path);
    }

    @Test
    void goWithTheSnapshotOfTheirParent() {
        world.committer(Set.of("orders")).commit(world.full(FullMode.SNAPSHOT));
        assertEquals(List.of(false, true), List.of(stands(ITEMS), stands(HISTORY)));
    }

    @Test
    void stayOnceTheyHaveAJobOfTheirOwn() {
        world.committer(Set.of("orders", "orders__items")).commit(world.full(FullMode.SNAPSHOT));
        assertTrue(stands(ITEMS));
    }

    /** Its job may be taken out of the workbook later. */
    @Test
    void areNobodysOnceAJobLoadedThem() {
        Commits committer = world.committer(Set.of("orders", "orders__items"));
        committer.commit(world.full("orders__items", World.columns()));
        world.lake.put(ITEMS, "items");
        world.committer(Set.of("orders")).commit(world.full(FullMode.SNAPSHOT));
        assertTrue(stands(ITEMS));
        assertEquals(List.of(), world.dataset().childTables("orders"));
    }

    @Test
    void areNobodysWhereAnotherPipelineLoadedThem() {
        Commits committer = world.committer(Set.of("orders", "orders__items"));
        committer.commit(world.full("orders__items", "postgresql_to_adls_other", World.columns()));
        assertEquals(List.of(), world.dataset().childTables("orders"));
    }

    @Test
    void areKnownByTheSchemaNotByTheirNames() {
        assertEquals(List.of("orders__items"), world.dataset().childTables("orders"));
        assertEquals(List.of(), world.dataset().childTables("order"));
        assertEquals(List.of(), world.dataset().childTables("orders__items"));
    }
}
