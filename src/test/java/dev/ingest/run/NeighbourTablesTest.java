package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobRows;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingStore;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables whose names begin alike, under {@code naming = "direct"}: none takes another for nested data of its own. */
class NeighbourTablesTest {
    @TempDir
    Path home;

    private Night night(String fullMode) {
        Night night = new Night(home);
        night.table.with(1, "a").with(2, "b");
        night.settings.with("naming", "direct").with("full_mode", fullMode);
        night.row = JobRows.full("orders");
        Stream.of("orders__items", "orders__items__parts", "orders__history", "orders_archive", "orders2")
                .map(JobRows::full)
                .forEach(night.neighbours::add);
        return night;
    }

    private static List<Long> files(Night night) {
        try (LandingStore lake = night.lake()) {
            return night.parts().jobs().sound().stream()
                    .map(job -> (long) lake.list("crm/" + job.key().table()).size())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "replace"})
    void aFullLoadLeavesTheFilesOfEveryTableThatHasAJob(String fullMode) {
        Night night = night(fullMode);
        for (int run = 0; run < 3; run++) {
            assertEquals(
                    List.of(),
                    night.run().outcomes().stream()
                            .filter(outcome -> outcome.status() != JobStatus.SUCCESS)
                            .toList());
            assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), files(night), "run " + run);
        }
    }

    @Test
    void aFullLoadLeavesATableWhoseJobWasTakenOut() {
        Night night = night("replace");
        night.run();
        List<JobRows> taken = List.copyOf(night.neighbours);
        night.neighbours.clear();
        night.run();
        night.neighbours.addAll(taken);
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L), files(night));
    }

    @Test
    void aFileThatALaterLoadLeftIsNeverReplaced() {
        Night night = night("snapshot");
        night.run();
        String later = "crm/orders/1970/01/01/9999999999.5.aaaaaaaaaa.parquet";
        try (LandingStore lake = night.lake()) {
            String day = lake.list("crm/orders").get(0).path();
            later = day.substring(0, day.lastIndexOf('/')) + "/9999999999.5.aaaaaaaaaa.parquet";
            lake.createNew(later, new byte[] {1});
        }
        night.run();
        assertEquals(2L, files(night).get(0), "the load's own and the later one");
    }
}
