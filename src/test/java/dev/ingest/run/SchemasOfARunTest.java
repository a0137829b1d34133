package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.CommitStep;
import dev.ingest.config.JobRows;
import dev.ingest.landing.LandingStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a run of many new tables stores their schemas: before it leaves a dataset, dlt can read them all. */
class SchemasOfARunTest {
    @TempDir
    Path home;

    private static List<String> paths(Night night, String folder) {
        try (LandingStore lake = night.lake()) {
            return lake.list("crm/" + folder).stream()
                    .map(file -> file.path())
                    .sorted()
                    .toList();
        }
    }

    private static String newestVersion(Night night) {
        String newest = paths(night, "_dlt_version").stream()
                .max(Comparator.comparing(path -> Double.parseDouble(path.split("__", -1)[1])))
                .orElseThrow();
        try (LandingStore lake = night.lake()) {
            return new String(lake.read(newest).orElseThrow(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void areWholeWhenItEnds() {
        Night night = new Night(home);
        night.table.with(1, "a");
        night.row = JobRows.full("t0");
        IntStream.range(1, 70).mapToObj(i -> JobRows.full("t" + i)).forEach(night.neighbours::add);
        int[] parts = {0};
        night.commits = new CommitListener() {
            @Override
            public void after(CommitStep step) {
                parts[0] = Math.max(parts[0], paths(night, "_ingest/schemas").size());
            }
        };
        assertEquals(
                List.of(),
                night.run().outcomes().stream()
                        .flatMap(outcome -> outcome.failure().stream())
                        .map(Throwable::toString)
                        .toList());

        assertTrue(parts[0] > 1, "some were stored by themselves");
        assertEquals(List.of(), paths(night, "_ingest/schemas"));
        assertTrue(newestVersion(night).contains("\\\"t69\\\""));

        night.neighbours.clear();
        try (LandingStore lake = night.lake()) {
            lake.createNew(
                    "crm/_ingest/schemas/postgresql_to_adls_crm__9999999999.5__00.jsonl",
                    "{\"name\":\"of_a_dead_run\",\"table\":{\"name\":\"of_a_dead_run\",\"columns\":{}}}"
                            .getBytes(StandardCharsets.UTF_8));
        }
        assertTrue(night.run().succeeded());
        assertEquals(List.of(), paths(night, "_ingest/schemas"));
        assertTrue(newestVersion(night).contains("of_a_dead_run"));
    }
}
