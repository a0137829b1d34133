package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingOutput;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.LandingStoreContract;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract through ABFS's DFS client, which accounts with a hierarchical namespace get, and faults on the way. */
class DfsDoubleStoreTest {
    private DfsDouble dfs;

    @BeforeEach
    void start() {
        dfs = new DfsDouble();
        dfs.addContainer("lake");
    }

    @AfterEach
    void stop() {
        dfs.close();
    }

    @Nested
    class Contract extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return dfs.open("lake/raw");
        }

        @Override
        protected int rounds() {
            return 6;
        }
    }

    @Test
    void theDfsClientIsUsed() {
        try (LandingStore store = dfs.open("lake")) {
            dfs.served();
            store.createNew("ds/a", bytes("x"));
            assertEquals(
                    "[head, create file, append, flush, create directory, rename]",
                    dfs.served().stream().distinct().toList().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create file", "create directory", "append", "flush", "rename", "head", "list", "get", "delete"})
    void aLostAnswerIsNoFailure(String operation) {
        try (LandingStore store = dfs.open("lake")) {
            dfs.failOnce(operation, DfsDouble.Fault.ANSWER_LOST);
            assertTrue(store.createNew("ds/a", bytes("x")));
            try (LandingOutput output = store.create("ds/_ingest/staging/b")) {
                output.write(bytes("rows"), 0, 4);
                dfs.failOnce(operation, DfsDouble.Fault.ANSWER_LOST);
                output.finish();
            }
            dfs.failOnce(operation, DfsDouble.Fault.ANSWER_LOST);
            assertTrue(store.rename("ds/_ingest/staging/b", "ds/orders/b"));
            assertFalse(store.createNew("ds/a", bytes("y")));
            assertEquals("x", new String(store.read("ds/a").orElseThrow(), UTF_8));
            assertEquals("rows", new String(store.read("ds/orders/b").orElseThrow(), UTF_8));
            assertEquals(2, store.list("ds").size());
            dfs.failOnce(operation, DfsDouble.Fault.ANSWER_LOST);
            assertTrue(store.delete("ds/a"));
            assertFalse(store.delete("ds/a"));
        }
    }

    @Test
    void aLostAnswerToCreateIsNoFailure() {
        try (LandingStore store = dfs.open("lake")) {
            dfs.failOnce("create file", DfsDouble.Fault.ANSWER_LOST);
            try (LandingOutput output = store.create("ds/_ingest/staging/b")) {
                output.write(bytes("rows"), 0, 4);
                output.finish();
            }
            assertEquals(4, store.list("ds").get(0).bytes());
        }
    }

    @Test
    void aBusyMomentIsWaitedOut() {
        try (LandingStore store = dfs.open("lake")) {
            for (String operation : new String[] {"create file", "append", "flush", "rename", "head", "list", "get"}) {
                dfs.failOnce(operation, DfsDouble.Fault.BUSY);
                String path = "ds/" + operation.replace(' ', '_');
                assertTrue(store.createNew(path, bytes("x")));
                assertEquals("x", new String(store.read(path).orElseThrow(), UTF_8));
                assertFalse(store.list("ds").isEmpty());
            }
        }
    }

    @Test
    void aListingThatBreaksOffIsAskedForAgain() {
        try (FaultyProxy proxy = FaultyProxy.before(dfs.port());
                LandingStore store = proxy.open("lake")) {
            store.createNew("ds/a", bytes("x"));
            AtomicInteger broken = new AtomicInteger(2);
            proxy.spoil(request -> request.query().contains("resource=filesystem") && broken.getAndDecrement() > 0
                    ? Optional.of(FaultyProxy.Fault.DOWNLOAD_RESET)
                    : Optional.empty());
            assertEquals(1, store.list("ds").size());
            broken.set(3);
            IngestException failure = assertThrows(IngestException.class, () -> store.list("ds"));
            assertEquals(FailureKind.LAND, failure.kind());
            assertTrue(
                    failure.getMessage()
                            .endsWith("Failed in DfsClient. Look at the network and the account, then run again."),
                    failure.getMessage());
        }
    }

    @Test
    void aServiceThatStaysBusyFailsTheFile() {
        try (LandingStore store = dfs.open("lake")) {
            dfs.fail("flush", DfsDouble.Fault.BUSY);
            IngestException failure = assertThrows(IngestException.class, () -> store.createNew("ds/a", bytes("x")));
            assertEquals(FailureKind.LAND, failure.kind());
            assertTrue(failure.getMessage().startsWith("Cannot create az://lake/ds/a: "), failure.getMessage());
            assertTrue(failure.getMessage().contains("busy or failing (503"), failure.getMessage());
        }
    }

    @Test
    void aKeyThatStopsWorkingIsAConnectionFailure() {
        try (LandingStore store = dfs.open("lake")) {
            dfs.fail("list", DfsDouble.Fault.REFUSED);
            IngestException failure = assertThrows(IngestException.class, () -> store.list("ds"));
            assertEquals(FailureKind.CONNECT, failure.kind());
            assertTrue(failure.getMessage().contains("refuses the login"), failure.getMessage());
        }
    }

    @Test
    void aMissingContainerIsNamedWithTheWayToMakeIt() {
        IngestException failure = assertThrows(IngestException.class, () -> dfs.open("absent"));
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertTrue(
                failure.getMessage()
                        .contains(
                                "the container absent does not exist. Create it: az storage container create --name absent"),
                failure.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
