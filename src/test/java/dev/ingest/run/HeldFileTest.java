package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.JobRows;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobStatus;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.event.JobOutcome;
import dev.ingest.run.event.RunSummary;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data file that a reader holds open cannot be deleted, as on Windows: it stays for a while, and nothing else does. */
class HeldFileTest {
    @TempDir
    Path home;

    private final Set<String> held = new HashSet<>();

    private Night night() {
        Night night = new Night(home);
        night.table.with(1, "a").with(2, "b");
        night.row = JobRows.full("orders");
        night.neighbours.add(JobRows.full("customers"));
        night.lakes = this::holding;
        return night;
    }

    /** {@code store}, less the deletion of held files. */
    private LandingStore holding(LandingStore store) {
        return (LandingStore) Proxy.newProxyInstance(
                LandingStore.class.getClassLoader(),
                new Class<?>[] {LandingStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("delete") && held.contains(arguments[0])) {
                        throw new IngestException(
                                FailureKind.LAND, "Cannot delete " + arguments[0] + ": another program uses it.");
                    }
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<String> paths(Night night, String folder) {
        try (LandingStore lake = night.lake()) {
            return lake.list("crm/" + folder).stream()
                    .map(file -> file.path())
                    .sorted()
                    .toList();
        }
    }

    private static void assertAllSucceed(Night night) {
        RunSummary summary = night.run();
        assertEquals(
                List.of(JobStatus.SUCCESS, JobStatus.SUCCESS),
                summary.outcomes().stream().map(JobOutcome::status).toList(),
                () -> summary.outcomes().toString());
        assertEquals(List.of(), paths(night, "_ingest/open"));
        assertEquals(List.of(), paths(night, "_ingest/staging"));
    }

    @Test
    void isDeletedByALaterRunWhileEveryJobGoesOn() {
        Night night = night();
        assertAllSucceed(night);
        String first = paths(night, "orders").get(0);
        held.add(first);
        for (int run = 0; run < 3; run++) {
            assertAllSucceed(night);
            assertTrue(paths(night, "orders").contains(first));
            assertEquals(2, paths(night, "orders").size(), "the held file and the newest");
            assertEquals(1, paths(night, "customers").size());
        }
        held.clear();
        night.neighbours.clear();
        night.row = JobRows.full("customers");
        night.run();

        assertEquals(1, paths(night, "orders").size(), "no load of the table itself is needed");
        assertEquals(List.of(), paths(night, "_ingest/undeleted"));
        assertEquals(9, night.loads().size(), "each is listed as finished");
    }
}
