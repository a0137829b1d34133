package dev.ingest.landing.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.HeldDisk;
import dev.ingest.failure.HeldFiles;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.LandingStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake whose files a scanner, a backup or a reader holds, as on Windows. */
class HeldLakeTest {
    @TempDir
    Path folder;

    private final HeldFiles held = HeldFiles.refused(millis -> {});

    private LandingStore on(Path disk) {
        return new LocalStore(disk.resolve("lake"), new LinkRename(held), held);
    }

    @Nested
    class ForAMoment extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return on(HeldDisk.scanned(2, folder));
        }
    }

    @Nested
    class ForAMomentWithoutLinks extends LandingStoreContract {
        @Override
        protected LandingStore open() {
            return new LocalStore(HeldDisk.scanned(2, folder).resolve("lake"), new LockedRename(held), held);
        }
    }

    @Test
    void aFileThatAReaderHoldsForGoodIsSaidToBeHeld() {
        on(folder).createNew("ds/orders/old.parquet", "x".getBytes(UTF_8));
        LandingStore lake = on(HeldDisk.read("old.parquet", folder));

        IngestException failure = assertThrows(IngestException.class, () -> lake.delete("ds/orders/old.parquet"));
        assertEquals(FailureKind.LAND, failure.kind());
        assertTrue(failure.getMessage().contains("being used by another process"), failure.getMessage());
    }

    @Test
    void fiftyFilesThatReadersHoldAreWaitedForTogether() {
        List<String> files = IntStream.range(0, 50)
                .mapToObj(number -> "ds/orders/held-" + number + ".parquet")
                .toList();
        files.forEach(file -> on(folder).createNew(file, "x".getBytes(UTF_8)));
        on(folder).createNew("ds/orders/free.parquet", "x".getBytes(UTF_8));
        AtomicLong waited = new AtomicLong();
        HeldFiles waiting = HeldFiles.refused(waited::addAndGet);
        LandingStore lake =
                new LocalStore(HeldDisk.read("held-", folder).resolve("lake"), new LinkRename(waiting), waiting);

        Map<String, IngestException> left = lake.deleteAll(
                Stream.concat(files.stream(), Stream.of("ds/orders/free.parquet", "ds/orders/gone.parquet"))
                        .toList());

        assertEquals(files, List.copyOf(left.keySet()));
        assertEquals(10_000, waited.get());
        assertEquals(50, lake.list("ds/orders").size());
    }

    @Test
    void aFileHasItsFinalNameThoughTheStagedOneIsHeld() {
        on(folder).createNew("ds/_ingest/staging/1.0/a.parquet", "x".getBytes(UTF_8));
        LandingStore lake = on(HeldDisk.read("staging", folder));

        assertTrue(lake.rename("ds/_ingest/staging/1.0/a.parquet", "ds/orders/a.parquet"));
        assertArrayEquals("x".getBytes(UTF_8), lake.read("ds/orders/a.parquet").orElseThrow());
    }

    @Test
    void aSmallFileAppearsThoughItsFirstNameIsHeld() {
        LandingStore lake = on(HeldDisk.read(LandingPath.NEW_FILES, folder));

        assertTrue(lake.createNew("ds/_dlt_loads/1.jsonl", "x".getBytes(UTF_8)));
        assertArrayEquals(
                "x".getBytes(UTF_8), lake.read("ds/_dlt_loads/1.jsonl").orElseThrow());
        assertFalse(lake.createNew("ds/_dlt_loads/1.jsonl", "y".getBytes(UTF_8)));
    }
}
