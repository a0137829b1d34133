package dev.ingest.landing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every landing store must do; one subclass a store opens it. */
public abstract class LandingStoreContract {
    private static final int RACERS = 6;

    private LandingStore store;
    private String dataset;

    /** A store of its own, or one that other tests share. */
    protected abstract LandingStore open();

    /** How often a race is run. */
    protected int rounds() {
        return 20;
    }

    /** Bytes of a file that takes several upload blocks. */
    protected int bigFile() {
        return 9_000_000;
    }

    @BeforeEach
    void openStore() {
        store = open();
        dataset = "ds_" + UUID.randomUUID().toString().replace("-", "");
    }

    @AfterEach
    void closeStore() {
        store.list(dataset).forEach(file -> store.delete(file.path()));
        store.close();
    }

    @Test
    void aMissingFolderListsNothing() {
        assertEquals(List.of(), store.list(path("absent")));
        assertEquals(List.of(), store.list(path("absent/deeper/still")));
    }

    @Test
    void listsFilesAtAnyDepthOnceWithSizeAndTime() {
        store.createNew(path("a/one"), bytes("1"));
        store.createNew(path("a/b/two"), bytes("22"));
        store.createNew(path("a/b/c/d/three"), bytes("333"));
        store.createNew(path("ab/other"), bytes("4444"));
        List<LandingFile> files = store.list(path("a"));
        assertEquals(
                "{a/b/c/d/three=3, a/b/two=2, a/one=1}",
                files.stream()
                        .collect(Collectors.toMap(
                                file -> file.path().substring(dataset.length() + 1),
                                LandingFile::bytes,
                                Math::addExact,
                                TreeMap::new))
                        .toString());
        assertEquals(3, files.size());
        files.forEach(file -> assertTrue(
                Duration.between(file.modified(), Instant.now()).abs().compareTo(Duration.ofMinutes(10)) < 0,
                file.toString()));
    }

    @Test
    void listsAFolderWhoseNameBeginsAnother() {
        store.createNew(path("orders/1"), bytes("x"));
        store.createNew(path("orders__items/1"), bytes("x"));
        assertEquals(Set.of("orders/1"), paths("orders"));
    }

    @Test
    void readsWhatWasCreatedAndNothingElse() {
        assertEquals(Optional.empty(), store.read(path("init")));
        assertTrue(store.createNew(path("init"), bytes("{\"ü\":1}")));
        assertArrayEquals(bytes("{\"ü\":1}"), store.read(path("init")).orElseThrow());
        assertEquals(Optional.empty(), store.read(path("init2")));
    }

    @Test
    void aFolderIsNoFile() {
        store.createNew(path("folder/file"), bytes("x"));
        assertEquals(Optional.empty(), store.read(path("folder")));
        assertFalse(store.delete(path("folder")));
        assertEquals(Set.of("folder/file"), paths("folder"));
    }

    @Test
    void createNewNeverReplaces() {
        assertTrue(store.createNew(path("a/b"), bytes("first")));
        assertFalse(store.createNew(path("a/b"), bytes("second")));
        assertEquals("first", text("a/b"));
    }

    @Test
    void createNewTakesNoBytesAsWell() {
        assertTrue(store.createNew(path("empty"), new byte[0]));
        assertFalse(store.createNew(path("empty"), bytes("x")));
        assertEquals("", text("empty"));
    }

    @Test
    void createNewLeavesNothingBesideItsFile() {
        store.createNew(path("_dlt_loads/x.jsonl"), bytes("x"));
        store.createNew(path("_dlt_loads/x.jsonl"), bytes("y"));
        assertEquals(Set.of("_dlt_loads/x.jsonl"), allPaths());
    }

    @Test
    void readsRanges() {
        byte[] content = random(300_000);
        write("data", content);
        for (int[] range : new int[][] {{0, 1}, {0, 4}, {299_996, 4}, {123_456, 70_000}, {0, 300_000}, {17, 0}}) {
            byte[] expected = java.util.Arrays.copyOfRange(content, range[0], range[0] + range[1]);
            assertArrayEquals(expected, store.read(path("data"), range[0], range[1]));
        }
    }

    @Test
    void aRangeBeyondTheEndFails() {
        store.createNew(path("data"), bytes("12345"));
        assertLands("data", () -> store.read(path("data"), 3, 3));
        assertLands("absent", () -> store.read(path("absent"), 0, 1));
    }

    @Test
    void aFinishedFileIsWholeAndAnOpenOneHasNoContent() {
        byte[] content = random(70_000);
        try (LandingOutput output = store.create(path("_ingest/staging/1.1/a.parquet"))) {
            output.write(content, 0, 30_000);
            output.write(content[30_000] & 0xff);
            output.write(content, 30_001, 39_999);
            assertEquals(70_000, output.position());
            output.finish();
            assertArrayEquals(
                    content, store.read(path("_ingest/staging/1.1/a.parquet")).orElseThrow());
        }
        assertArrayEquals(
                content, store.read(path("_ingest/staging/1.1/a.parquet")).orElseThrow());
        assertEquals(Set.of("_ingest/staging/1.1/a.parquet"), allPaths());
    }

    @Test
    void aFinishedOrClosedFileTakesNoMore() {
        LandingOutput finished = store.create(path("_ingest/staging/a"));
        finished.finish();
        finished.finish();
        assertThrows(IllegalStateException.class, () -> finished.write(1));
        finished.close();
        LandingOutput closed = store.create(path("_ingest/staging/b"));
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.write(1));
        assertThrows(IllegalStateException.class, closed::finish);
        assertEquals(Set.of("_ingest/staging/a"), allPaths());
    }

    @Test
    void anEmptyFileCanBeFinished() {
        write("_ingest/staging/empty", new byte[0]);
        assertEquals("", text("_ingest/staging/empty"));
    }

    @Test
    void closeWithoutFinishLeavesNothing() {
        try (LandingOutput output = store.create(path("_ingest/staging/1.1/a.parquet"))) {
            output.write(new byte[100_000], 0, 100_000);
        }
        assertEquals(Set.of(), allPaths());
        try (LandingOutput output = store.create(path("_ingest/staging/1.1/a.parquet"))) {
            assertEquals(0, output.position());
        }
        assertEquals(Set.of(), allPaths());
    }

    @Test
    void closeWithoutFinishOfABigFileLeavesNothing() {
        byte[] content = random(bigFile());
        try (LandingOutput output = store.create(path("_ingest/staging/big"))) {
            output.write(content, 0, content.length);
        }
        assertEquals(Set.of(), allPaths());
    }

    @Test
    void createRefusesWhatExists() {
        write("_ingest/staging/a", bytes("first"));
        assertLands("_ingest/staging/a", () -> store.create(path("_ingest/staging/a")));
        assertEquals("first", text("_ingest/staging/a"));
    }

    @Test
    void aBigFileArrivesWhole() {
        byte[] content = random(bigFile());
        try (LandingOutput output = store.create(path("_ingest/staging/big"))) {
            for (int at = 0; at < content.length; at += 1 << 16) {
                output.write(content, at, Math.min(1 << 16, content.length - at));
            }
            output.finish();
        }
        assertTrue(store.rename(path("_ingest/staging/big"), path("orders/big")));
        assertArrayEquals(content, store.read(path("orders/big")).orElseThrow());
        assertArrayEquals(
                java.util.Arrays.copyOfRange(content, content.length - 8, content.length),
                store.read(path("orders/big"), content.length - 8L, 8));
    }

    @Test
    void renameMovesAFile() {
        write("_ingest/staging/1.1/a", bytes("rows"));
        assertTrue(store.rename(path("_ingest/staging/1.1/a"), path("orders/2026/01/29/region=EU/a")));
        assertEquals("rows", text("orders/2026/01/29/region=EU/a"));
        assertEquals(Set.of("orders/2026/01/29/region=EU/a"), allPaths());
    }

    @Test
    void renameNeverReplaces() {
        write("_ingest/staging/a", bytes("new"));
        store.createNew(path("orders/a"), bytes("old"));
        assertFalse(store.rename(path("_ingest/staging/a"), path("orders/a")));
        assertEquals("old", text("orders/a"));
        assertEquals("new", text("_ingest/staging/a"));
    }

    @Test
    void renameOfNothingFails() {
        assertLands("staging/absent", () -> store.rename(path("_ingest/staging/absent"), path("orders/a")));
        assertEquals(Set.of(), allPaths());
    }

    @Test
    void aRepeatedRenameFindsItsFile() {
        write("_ingest/staging/a", bytes("rows"));
        assertTrue(store.rename(path("_ingest/staging/a"), path("orders/a")));
        assertFalse(store.rename(path("_ingest/staging/a"), path("orders/a")));
        assertEquals("rows", text("orders/a"));
    }

    @Test
    void deleteTellsWhetherThereWasAFile() {
        assertFalse(store.delete(path("orders/a")));
        store.createNew(path("orders/a"), bytes("x"));
        store.createNew(path("orders/b"), bytes("x"));
        assertTrue(store.delete(path("orders/a")));
        assertFalse(store.delete(path("orders/a")));
        assertEquals(Set.of("orders/b"), allPaths());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space/a b.parquet",
                "region=EU/day=2026-01-01/a.parquet",
                "per%20cent/100%.parquet",
                "Größe/日本.parquet",
                "emoji/🧊.parquet",
                "plus+and&hash#/a;b,c'd(e)!.parquet",
                "__HIVE_DEFAULT_PARTITION__/~$a.parquet"
            })
    void takesAnyName(String name) {
        write("_ingest/staging/" + name, bytes("rows"));
        assertTrue(store.rename(path("_ingest/staging/" + name), path("orders/" + name)));
        assertEquals(Set.of("orders/" + name), allPaths());
        assertEquals("rows", text("orders/" + name));
        assertFalse(store.createNew(path("orders/" + name), bytes("x")));
        assertTrue(store.delete(path("orders/" + name)));
        assertEquals(Set.of(), allPaths());
    }

    @Test
    void namesThatDifferInEncodingAloneAreTwoFiles() {
        assertTrue(store.createNew(path("a%20b"), bytes("encoded")));
        assertTrue(store.createNew(path("a b"), bytes("plain")));
        assertEquals(Set.of("a%20b", "a b"), allPaths());
        assertEquals("encoded", text("a%20b"));
        assertEquals("plain", text("a b"));
    }

    @Test
    void fiftyFiles() throws Exception {
        List<Callable<Boolean>> creations = IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> store.createNew(path("many/" + i % 7 + "/" + i), bytes("content " + i)))
                .toList();
        assertEquals(Set.of(true), Set.copyOf(together(creations)));
        assertEquals(50, store.list(path("many")).size());
        assertEquals(
                IntStream.range(0, 50).mapToObj(i -> "many/" + i % 7 + "/" + i).collect(Collectors.toSet()),
                paths("many"));
    }

    @Test
    void ofSeveralThatCreateOneSucceeds() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            String name = "_ingest/lock." + round;
            List<Boolean> won = together(IntStream.range(0, RACERS)
                    .<Callable<Boolean>>mapToObj(i -> () -> store.createNew(path(name), bytes("racer " + i)))
                    .toList());
            assertEquals(1, won.stream().filter(one -> one).count());
            assertEquals("racer " + won.indexOf(true), text(name));
        }
        assertEquals(rounds(), allPaths().size());
    }

    @Test
    void aReaderSeesAllOfANewFileOrNone() throws Exception {
        byte[] content = random(50_000);
        for (int round = 0; round < rounds(); round++) {
            String name = "state/" + round;
            List<Callable<Boolean>> actors = new ArrayList<>();
            actors.add(() -> store.createNew(path(name), content));
            IntStream.range(1, RACERS).forEach(i -> actors.add(() -> readsAllOrNothing(name, content)));
            assertEquals(Set.of(true), Set.copyOf(together(actors)));
        }
    }

    @Test
    void ofSeveralThatRenameToOneNameOneSucceeds() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            String target = "orders/" + round;
            for (int i = 0; i < RACERS; i++) {
                write("_ingest/staging/" + round + "/" + i, bytes("racer " + i));
            }
            int number = round;
            List<Boolean> won = together(IntStream.range(0, RACERS)
                    .<Callable<Boolean>>mapToObj(
                            i -> () -> store.rename(path("_ingest/staging/" + number + "/" + i), path(target)))
                    .toList());
            assertEquals(1, won.stream().filter(one -> one).count());
            assertEquals("racer " + won.indexOf(true), text(target));
            assertEquals(
                    RACERS - 1, store.list(path("_ingest/staging/" + round)).size());
        }
    }

    @Test
    void filesComeAndGoInOneFolder() throws Exception {
        List<Callable<Boolean>> actors = IntStream.range(0, RACERS)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    for (int round = 0; round < rounds(); round++) {
                        String name = path("busy/deep/" + i + "." + round);
                        if (!store.createNew(name, bytes("x")) || !store.delete(name)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        assertEquals(Set.of(true), Set.copyOf(together(actors)));
        assertEquals(Set.of(), allPaths());
    }

    @Test
    void theUrlHoldsNoSecret() {
        assertTrue(store.url().contains("://"), store.url());
        assertFalse(store.url().contains("@") && !store.url().startsWith("abfs"), store.url());
    }

    protected final LandingStore store() {
        return store;
    }

    protected final String path(String inDataset) {
        return dataset + "/" + inDataset;
    }

    protected final Set<String> allPaths() {
        return relative(store.list(dataset).stream());
    }

    protected final void write(String name, byte[] content) {
        try (LandingOutput output = store.create(path(name))) {
            output.write(content, 0, content.length);
            output.finish();
        }
    }

    protected final String text(String name) {
        return new String(store.read(path(name)).orElseThrow(), UTF_8);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Fails as {@code LAND}, naming the file. */
    protected final void assertLands(String name, Runnable action) {
        IngestException failure = assertThrows(IngestException.class, action::run);
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(failure.getMessage().replace('\\', '/').contains(name), failure.getMessage());
        assertTrue(failure.getMessage().startsWith("Cannot "), failure.getMessage());
    }

    private Set<String> paths(String folder) {
        return relative(store.list(path(folder)).stream());
    }

    private Set<String> relative(Stream<LandingFile> files) {
        List<String> paths =
                files.map(file -> file.path().substring(dataset.length() + 1)).toList();
        assertEquals(paths.size(), Set.copyOf(paths).size(), "each once: " + paths);
        return Set.copyOf(paths);
    }

    private boolean readsAllOrNothing(String name, byte[] content) {
        while (true) {
            Optional<byte[]> read = store.read(path(name));
            if (read.isPresent()) {
                return java.util.Arrays.equals(content, read.get());
            }
        }
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static <T> List<T> together(List<Callable<T>> actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        CyclicBarrier start = new CyclicBarrier(actions.size());
        try {
            List<Future<T>> futures = actions.stream()
                    .map(action -> threads.submit(() -> {
                        start.await();
                        return action.call();
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
