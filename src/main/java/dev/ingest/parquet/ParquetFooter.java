package dev.ingest.parquet;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The end of a Parquet file, read back from where it landed. */
public final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TRAILER = Integer.BYTES + MAGIC.length;

    private ParquetFooter() {}

    /**
     * Rows of a file, as its footer says.
     *
     * @param size the file's size in bytes
     * @throws IngestException (LAND) when the file does not end as a Parquet file does
     */
    public static long rows(LandingStore store, String path, long size) {
        byte[] trailer = store.read(path, Math.max(0, size - TRAILER), (int) Math.min(TRAILER, size));
        if (trailer.length < TRAILER || !Arrays.equals(trailer, Integer.BYTES, TRAILER, MAGIC, 0, MAGIC.length)) {
            throw broken(path, null);
        }
        int length = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > size - TRAILER) {
            throw broken(path, null);
        }
        byte[] footer = store.read(path, size - TRAILER - length, length);
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(footer)).getNum_rows();
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    private static IngestException broken(String path, @Nullable IOException cause) {
        String message = "Cannot trust the file " + path + ": it does not end as a Parquet file. Run the job again.";
        return cause == null
                ? new IngestException(FailureKind.LAND, message)
                : new IngestException(FailureKind.LAND, message, cause);
    }
}
