package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What 409 means is told by the service's code, on an account with a hierarchical namespace. */
@Timeout(60)
class ConflictTest {
    private static DfsDouble dfs;
    private static FaultyProxy proxy;

    @BeforeAll
    static void start() {
        dfs = new DfsDouble();
        dfs.addContainer("lake");
        proxy = FaultyProxy.before(dfs.port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        dfs.close();
    }

    @AfterEach
    void heal() {
        proxy.heal();
    }

    @ParameterizedTest
    @CsvSource({
        "PathAlreadyExists, it exists, STAYS",
        "LeaseIdMissing, another program holds a lease on it, STAYS",
        "LeaseAlreadyPresent, another program holds a lease on it, STAYS",
        "FilesystemBeingDeleted, the container is being deleted, STAYS",
        "ContainerDisabled, the container has been disabled, STAYS",
        "AccountBeingCreated, the storage account is being created, PASSES",
        "BlobImmutableDueToPolicy, a policy or a legal hold keeps it from being changed, STAYS",
        "PathConflict, 'a file stands where a folder is needed, or a folder where a file is', STAYS",
        "InvalidSourceOrDestinationResourceType, 'a file stands where a folder is needed, or a folder where a file is', STAYS",
        "InvalidBlobType, 'it is a blob of another kind, or was made by another of the account''s interfaces', STAYS",
        "BlobArchived, it is archived, STAYS",
        "InternalOperationAbortError, another request changes it at this moment, PASSES",
    })
    void whatAPathConflictsWithIsSaid(String code, String said, Outlook outlook) {
        try (AdlsStore store = proxy.open("lake")) {
            proxy.conflict(code);
            IngestException failure = assertThrows(IngestException.class, () -> store.create("ds/orders/x"));
            assertTrue(
                    failure.getMessage().contains("/ds/orders/x: " + said + " (" + code + "). "), failure.getMessage());
            assertEquals(outlook, failure.outlook());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LeaseIdMissing, another program holds a lease on it",
        "BlobImmutableDueToPolicy, a policy or a legal hold keeps it from being changed"
    })
    void aMoveThatIsRefusedIsNoMoveOntoAnotherFile(String code, String said) {
        try (AdlsStore store = proxy.open("lake")) {
            assertTrue(store.createNew("ds/" + code, "x".getBytes(UTF_8)));
            proxy.conflict(code);
            IngestException failure =
                    assertThrows(IngestException.class, () -> store.rename("ds/" + code, "ds/" + code + "2"));
            assertTrue(failure.getMessage().contains(said), failure.getMessage());
        }
    }
}
