package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.config.row.JobColumn;
import dev.ingest.landing.LandingFile;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests go when they are old, but for those by which jobs go on. */
class OldManifestsTest {
    @TempDir
    Path home;

    private Night night;

    @BeforeEach
    void twoLoadsOnTwoDays() {
        night = new Night(home);
        night.row.with(JobColumn.WATERMARK_LAG, "15");
        night.table.with(10, "a").with(20, "b").with(30, "c");
        night.run();
        night.clock.advance(Duration.ofDays(1));
        night.table.with(40, "d");
        night.run();
    }

    private List<Long> rowsOfManifests() {
        return night.loads().stream().map(Manifest::rows).toList();
    }

    private Instant secondLoad() {
        return night.loads().get(0).load().instant();
    }

    @Test
    void whatTheStateNamesIsKeptHoweverOldAndTheJobGoesOnFromIt() throws SQLException {
        assertEquals(List.of(1L, 3L), rowsOfManifests());
        night.manifestsKept = Duration.ofDays(3);
        night.clock.advance(Duration.ofDays(5));
        night.run();
        assertEquals(List.of(1L), rowsOfManifests());

        night.table.with(30, "late").with(50, "e");
        night.run();
        assertEquals(List.of("10 a", "20 b", "30 c", "30 late", "40 d", "50 e"), night.landed());
    }

    @Test
    void theNightKeepsThemForMoreThanAYear() {
        night.clock.advance(Duration.ofDays(390));
        night.run();
        assertEquals(List.of(1L, 3L), rowsOfManifests());
    }

    @Test
    void nothingIsSurplusWhileALoadIsOpen() {
        try (LandingStore store = night.lake()) {
            DatasetState state = new DatasetState(store, "crm");
            assertEquals(
                    List.of(night.loads().get(1).load() + ".json"),
                    state.surplusManifests(secondLoad()).stream()
                            .map(LandingFile::name)
                            .toList());
            store.createNew("crm/_ingest/open/1.json", "{}".getBytes(StandardCharsets.UTF_8));
            assertEquals(List.of(), state.surplusManifests(secondLoad()));
        }
    }
}
