package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.adls.FaultyProxy.Fault;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults while a store is opened, when ABFS asks the service whether its namespace is hierarchical. */
class OpeningFaultsTest {
    /** How often {@link FaultyProxy#open} asks before it gives a request up. */
    private static final int PATIENCE = 3;

    private static final String BUSY = "the storage service is busy or failing (429 no code)";

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAFlatNamespace extends Opening {
        @Override
        void serve() {
            Azurite azurite = Azurite.http();
            service = azurite;
            azurite.open("lake").close();
            proxy = FaultyProxy.before(azurite.port());
        }

        @Test
        void silenceThatEndsInThrottlingIsNoHierarchy() {
            assertOpens(List.of(Fault.STALLED, Fault.STALLED, Fault.THROTTLED));
        }

        /** Each time the question is throttled and the look at the root, which asks it once more, is not. */
        @Test
        void aServiceThatThrottlesTheQuestionAgainAndAgainIsAskedABoundedNumberOfTimes() {
            AtomicInteger asked = new AtomicInteger();
            proxy.spoil(request -> asked.getAndIncrement() % (PATIENCE + 1) < PATIENCE
                    ? Optional.of(Fault.THROTTLED)
                    : Optional.empty());
            assertThrows(IngestException.class, () -> proxy.open("lake"));
            assertEquals(AbfsClient.ATTEMPTS * (PATIENCE + 1), asked.get());
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OfAHierarchicalNamespace extends Opening {
        @Override
        void serve() {
            DfsDouble dfs = new DfsDouble();
            service = dfs;
            dfs.addContainer("lake");
            proxy = FaultyProxy.before(dfs.port());
        }
    }

    abstract static class Opening {
        AutoCloseable service;
        FaultyProxy proxy;

        abstract void serve();

        @BeforeEach
        void start() {
            serve();
        }

        @AfterEach
        void stop() throws Exception {
            proxy.close();
            service.close();
        }

        @ParameterizedTest
        @EnumSource(Fault.class)
        void oneFaultOfTheQuestionChangesNothing(Fault fault) {
            assertOpens(List.of(fault));
        }

        @Test
        void throttlingThatOutlastsTheQuestionIsNoAnswerToIt() {
            assertOpens(Collections.nCopies(PATIENCE, Fault.THROTTLED));
        }

        @Test
        void aServiceThatThrottlesOnIsCalledBusy() {
            proxy.spoil(request -> Optional.of(Fault.THROTTLED));
            IngestException failure = assertThrows(IngestException.class, () -> proxy.open("lake"));
            assertTrue(failure.getMessage().contains(BUSY), failure.getMessage());
        }

        @Test
        void anAbsentContainerIsNotAskedForAgain() {
            AtomicInteger asked = new AtomicInteger();
            proxy.spoil(request -> {
                asked.getAndIncrement();
                return Optional.empty();
            });
            IngestException failure = assertThrows(IngestException.class, () -> proxy.open("absent"));
            assertTrue(failure.getMessage().contains("the container absent does not exist"), failure.getMessage());
            assertEquals(2, asked.get(), "the question and the look at the root");
        }

        /** The first requests fail so, the others do not; then the store has to do what it does on a good day. */
        void assertOpens(List<Fault> first) {
            AtomicInteger number = new AtomicInteger();
            proxy.spoil(request -> {
                int at = number.getAndIncrement();
                return at < first.size() ? Optional.of(first.get(at)) : Optional.empty();
            });
            try (LandingStore store = proxy.open("lake")) {
                assertTrue(store.createNew("ds/a", "x".getBytes(UTF_8)));
                assertTrue(store.rename("ds/a", "ds/orders/a"));
                assertTrue(Arrays.equals(
                        "x".getBytes(UTF_8), store.read("ds/orders/a").orElseThrow()));
                assertEquals(1, store.list("ds").size());
            }
            assertEquals(first, proxy.happened());
        }
    }
}
