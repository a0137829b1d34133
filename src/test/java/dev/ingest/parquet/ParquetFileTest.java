package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.MemoryLanding;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParquetFileTest {
    private static final Schema SCHEMA = Rows.schema(ColumnType.INT64, ColumnType.TEXT);

    private final MemoryLanding landing = new MemoryLanding();

    private static ColumnBatch batch(int rows, long seed) {
        Random random = new Random(seed);
        ColumnBatch batch = new ColumnBatch(SCHEMA, rows);
        for (int i = 0; i < rows; i++) {
            batch.longs(0).append(random.nextLong());
            batch.bytes(1).append(Long.toString(random.nextLong(), 36));
        }
        return batch;
    }

    @Test
    void factsAreThoseOfTheLandedFile() throws Exception {
        FileFacts facts;
        try (ParquetFile file = ParquetFile.create(landing.create("a"), SCHEMA, Rows.OPTIONS, Rows.THREADS)) {
            for (int i = 0; i < 5; i++) {
                file.write(batch(10_000, i));
            }
            facts = file.finish();
        }
        byte[] content = landing.content("a");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        assertEquals(new FileFacts(50_000, content.length, HexFormat.of().formatHex(digest)), facts);
        assertEquals(50_000, ParquetFooter.read(landing, "a", content.length).rows());
    }

    @Test
    void memoryIsFreedAfterEachRowGroup() {
        FileOptions options = new FileOptions(Codec.SNAPPY, 1_000_000, 600_000, 1L << 30);
        try (ParquetFile file = ParquetFile.create(landing.create("a"), SCHEMA, options, Rows.THREADS)) {
            for (int i = 0; i < 40; i++) {
                file.write(batch(5_000, i));
                assertTrue(file.bufferedBytes() < 1_000_000, "held " + file.bufferedBytes());
            }
            assertTrue(file.bytes() > 3_000_000, "told " + file.bytes());
            file.flushRowGroup();
            assertEquals(0, file.bufferedBytes());
        }
    }

    @Test
    void bytesForeseeTheSizeOfTheFile() {
        try (ParquetFile file = ParquetFile.create(landing.create("a"), SCHEMA, Rows.OPTIONS, Rows.THREADS)) {
            file.write(batch(100_000, 1));
            long foreseen = file.bytes();
            long size = file.finish().bytes();
            assertTrue(Math.abs(size - foreseen) < size / 50, "foreseen " + foreseen + " of " + size);
        }
    }

    @Test
    void aFileThatIsClosedUnfinishedDoesNotExist() {
        try (ParquetFile file = ParquetFile.create(landing.create("a"), SCHEMA, Rows.OPTIONS, Rows.THREADS)) {
            file.write(batch(10, 1));
        }
        assertEquals(List.of(), landing.paths());
        assertEquals(List.of(), landing.unfinished());
    }

    @Test
    void aFullDiskDiscardsTheFile() {
        landing.failAfter(100_000);
        try (ParquetFile file = ParquetFile.create(landing.create("a"), SCHEMA, Rows.OPTIONS, Rows.THREADS)) {
            file.write(batch(100_000, 1));
            IngestException failure = assertThrows(IngestException.class, file::finish);
            assertEquals(FailureKind.LAND, failure.kind());
        }
        assertEquals(List.of(), landing.paths());
        assertEquals(List.of(), landing.unfinished());
    }

    @Test
    void aValueBeyondItsTypeIsRefused() {
        refuse(ColumnType.INT16, 32_768L, "Cannot write column c0: a value of 5 characters does not fit int16.");
        refuse(ColumnType.INT32, Integer.MIN_VALUE - 1L, "does not fit int32.");
        refuse(ColumnType.DATE, 1L << 40, "does not fit date.");
        refuse(new ColumnType.Decimal(3, 1), BigInteger.valueOf(-1000), "does not fit decimal(3,1).");
        refuse(new ColumnType.Decimal(20, 0), BigInteger.TEN.pow(20), "does not fit decimal(20,0).");
    }

    private void refuse(ColumnType type, Object value, String message) {
        Schema schema = Rows.schema(type);
        try (ParquetFile file = ParquetFile.create(landing.create("a"), schema, Rows.OPTIONS, Rows.THREADS)) {
            ColumnBatch batch = new ColumnBatch(schema, 1);
            Rows.append(batch, 0, value);
            IngestException failure = assertThrows(IngestException.class, () -> file.write(batch));
            assertEquals(FailureKind.CONVERT, failure.kind());
            assertTrue(failure.getMessage().contains(message), failure.getMessage());
        }
    }

    @Test
    void aFooterThatIsNoneIsRefused() {
        try (ParquetFile file = ParquetFile.create(landing.create("good"), SCHEMA, Rows.OPTIONS, Rows.THREADS)) {
            file.write(batch(10, 1));
            file.finish();
        }
        byte[] good = landing.content("good");
        byte[] blurred = good.clone();
        Arrays.fill(blurred, good.length - 60, good.length - 8, (byte) 0x7F);
        landing.put("cut", Arrays.copyOf(good, good.length - 1));
        landing.put("blurred", blurred);
        landing.put("short", "PAR1".getBytes(StandardCharsets.US_ASCII));
        for (String path : List.of("cut", "blurred", "short")) {
            IngestException failure = assertThrows(
                    IngestException.class,
                    () -> ParquetFooter.read(landing, path, landing.content(path).length)
                            .rows());
            assertEquals(FailureKind.LAND, failure.kind());
            assertTrue(failure.getMessage().startsWith("Cannot verify the file " + path + ": "));
        }
    }
}
