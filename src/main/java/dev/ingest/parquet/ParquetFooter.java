package dev.ingest.parquet;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.landing.LandingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Reads back what a landed file says of itself. */
public final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** The footer's length in four bytes, and the magic. */
    private static final int TAIL_BYTES = 8;

    private ParquetFooter() {}

    /**
     * The rows of all row groups of a landed file of {@code size} bytes.
     *
     * @throws IngestException of kind {@code LAND} when it is no whole Parquet file
     */
    public static long rows(LandingStore store, String path, long size) {
        if (size < MAGIC.length + TAIL_BYTES) {
            throw broken(path, "it has " + size + " bytes", null);
        }
        byte[] tail = store.read(path, size - TAIL_BYTES, TAIL_BYTES);
        int length = (int) PageBuffer.INT.get(tail, 0);
        if (!Arrays.equals(tail, 4, TAIL_BYTES, MAGIC, 0, 4) || length < 0 || length > size - TAIL_BYTES) {
            throw broken(path, "its end is not that of a Parquet file", null);
        }
        return rows(path, store.read(path, size - TAIL_BYTES - length, length));
    }

    private static long rows(String path, byte[] footer) {
        try {
            return new ParquetMetadataConverter()
                            .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER)
                            .getBlocks()
                            .stream()
                            .mapToLong(BlockMetaData::getRowCount)
                            .sum();
        } catch (IOException | RuntimeException e) {
            throw broken(path, "its footer cannot be read", e);
        }
    }

    private static IngestException broken(String path, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "Cannot verify the file " + path + ": " + why + ". Run the job again.";
        return cause == null
                ? new IngestException(FailureKind.LAND, Outlook.PASSES, message)
                : new IngestException(FailureKind.LAND, Outlook.PASSES, message, cause);
    }
}
