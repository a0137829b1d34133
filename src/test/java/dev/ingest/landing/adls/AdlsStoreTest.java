package dev.ingest.landing.adls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingOutput;
import dev.ingest.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an ADLS store does beyond the contract: failures, threads, memory, silence. */
class AdlsStoreTest {
    private static final String WRONG_KEY = Base64.getEncoder().encodeToString("not the account's key".getBytes(UTF_8));

    private static Azurite azurite;

    @BeforeAll
    static void start() {
        azurite = Azurite.https();
    }

    @AfterAll
    static void stop() {
        if (azurite != null) {
            azurite.close();
        }
    }

    @Test
    void aWrongKeyIsRefusedAndNotShown() {
        azurite.open("guarded").close();
        IngestException failure = failure(new Secret(WRONG_KEY), "guarded", Map.of());
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Cannot connect to az://guarded: the storage account devstoreaccount1 refuses the login ("),
                failure.getMessage());
        assertTrue(failure.getMessage().contains("Check azure_storage_account_key"), failure.getMessage());
        assertFalse(trace(failure).contains(WRONG_KEY));
    }

    @Test
    void aKeyThatIsNoBase64IsRefusedAndNotShown() {
        IngestException failure = failure(new Secret("p@ss word"), "guarded", Map.of());
        assertEquals(FailureKind.SECRET, failure.kind());
        assertTrue(failure.getMessage().contains("the account key is not base64"), failure.getMessage());
        assertFalse(trace(failure).contains("p@ss"));
    }

    @Test
    void aMissingContainerIsNamedWithTheWayToMakeIt() {
        IngestException failure = failure(
                Azurite.KEY.key(), "absent", Map.of("fs.azure.createRemoteFileSystemDuringInitialization", "false"));
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertTrue(
                failure.getMessage()
                        .contains(
                                "the container absent does not exist. Create it: az storage container create --name absent"),
                failure.getMessage());
    }

    @Test
    void anUnknownAccountIsNamedAtOnce() {
        AdlsLocation location = AdlsLocation.parse(
                "az://lake", Optional.of("ingest"), Optional.of("ingest.dfs.core.windows.net.invalid"));
        IngestException failure = assertThrows(IngestException.class, () -> AdlsStore.open(location, Azurite.KEY));
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertTrue(
                failure.getMessage().contains("there is no host ingest.dfs.core.windows.net.invalid. Check"),
                failure.getMessage());
    }

    @Test
    void aClosedPortIsAConnectionFailureThatLeavesNoThread() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Set<Thread> before = livingThreads();
        AdlsLocation location =
                AdlsLocation.parse("az://lake", Optional.of(Azurite.ACCOUNT), Optional.of("127.0.0.1:" + port));
        IngestException failure = assertThrows(
                IngestException.class,
                () -> AdlsStore.open(
                        location,
                        Azurite.KEY,
                        Map.of(
                                "fs.azure.io.retry.max.retries", "1",
                                "fs.azure.io.retry.backoff.interval", "1",
                                "fs.azure.io.retry.min.backoff.interval", "1",
                                "fs.azure.static.retry.interval", "1")));
        assertEquals(FailureKind.CONNECT, failure.kind());
        assertTrue(failure.getMessage().contains("127.0.0.1:" + port + " does not answer"), failure.getMessage());
        assertEquals(Set.of(), added(before));
    }

    @Test
    void openingAndClosingLeavesNoThreadThatKeepsTheJvmAlive() {
        azurite.open("threads").close();
        Set<Thread> before = livingThreads();
        AdlsStore store = azurite.open("threads");
        store.createNew("ds/a", new byte[10]);
        store.list("ds");
        store.close();
        failure(new Secret(WRONG_KEY), "threads", Map.of());
        assertEquals(Set.of(), added(before));
    }

    @Test
    void hadoopRegistersNothingInTheJvm() throws Exception {
        azurite.open("silent").close();
        assertEquals(Set.of(), ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("Hadoop:*"), null));
    }

    @Test
    void uploadsHoldAFewBlocks() {
        byte[] chunk = new byte[1 << 20];
        try (AdlsStore store = azurite.open("memory")) {
            long before = directBytes();
            long most = 0;
            try (LandingOutput output = store.create("ds/_ingest/staging/big")) {
                for (int i = 0; i < 100; i++) {
                    output.write(chunk, 0, chunk.length);
                    most = Math.max(most, directBytes() - before);
                }
                output.finish();
            }
            assertTrue(most <= 10L * AbfsSettings.BLOCK, most + " bytes");
            assertEquals(100L << 20, store.list("ds/_ingest/staging").get(0).bytes());
        }
    }

    @Test
    void aWriterThatFailsLeavesNoFileThatCounts() {
        Azurite dying = Azurite.https();
        Map<String, String> settings = new HashMap<>(dying.settings());
        settings.put("fs.azure.io.retry.max.retries", "0");
        AdlsStore store = AdlsStore.open(dying.location("dying"), Azurite.KEY, settings);
        LandingOutput output = store.create("ds/_ingest/staging/a");
        output.write(new byte[100], 0, 100);
        dying.close();
        IngestException failure = assertThrows(IngestException.class, output::finish);
        assertTrue(failure.getMessage().contains("az://dying/ds/_ingest/staging/a"), failure.getMessage());
        assertThrows(IngestException.class, output::close);
        store.close();
    }

    @Test
    void aPrefixIsTheRoot() {
        try (AdlsStore whole = azurite.open("prefixed");
                AdlsStore part = azurite.open("prefixed/a b/c")) {
            assertEquals("az://prefixed/a b/c", part.url());
            part.createNew("ds/x", "1".getBytes(UTF_8));
            assertEquals(
                    List.of("a b/c/ds/x"),
                    whole.list("a b").stream().map(file -> file.path()).toList());
            assertArrayEquals("1".getBytes(UTF_8), whole.read("a b/c/ds/x").orElseThrow());
            whole.delete("a b/c/ds/x");
            assertEquals(List.of(), part.list("ds"));
        }
    }

    private static IngestException failure(Secret key, String container, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(azurite.settings());
        settings.putAll(more);
        return assertThrows(
                IngestException.class,
                () -> AdlsStore.open(azurite.location(container), new AdlsIdentity.AccountKey(key), settings));
    }

    private static String trace(Exception failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static Set<Thread> livingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static Set<Thread> added(Set<Thread> before) {
        Set<Thread> added = livingThreads();
        added.removeAll(before);
        return added;
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
