package dev.ingest.parquet;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.landing.LandingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;

/** Reads back what a landed file says of itself. */
public final class ParquetFooter {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** The footer's length in four bytes, and the magic. */
    private static final int TAIL_BYTES = 8;

    private final List<BlockMetaData> rowGroups;

    private ParquetFooter(List<BlockMetaData> rowGroups) {
        this.rowGroups = rowGroups;
    }

    /**
     * The lowest and the highest value of a column: {@code Number}s, or the bytes of texts and of wide decimals, which are
     * big-endian.
     */
    public record Range(Object low, Object high) {}

    /**
     * The footer of a landed file of {@code size} bytes.
     *
     * @throws IngestException of kind {@code LAND} when it is no whole Parquet file
     */
    public static ParquetFooter read(LandingStore store, String path, long size) {
        if (size < MAGIC.length + TAIL_BYTES) {
            throw broken(path, "it has " + size + " bytes", null);
        }
        byte[] tail = store.read(path, size - TAIL_BYTES, TAIL_BYTES);
        int length = (int) PageBuffer.INT.get(tail, 0);
        if (!Arrays.equals(tail, 4, TAIL_BYTES, MAGIC, 0, 4) || length < 0 || length > size - TAIL_BYTES) {
            throw broken(path, "its end is not that of a Parquet file", null);
        }
        return parse(path, store.read(path, size - TAIL_BYTES - length, length));
    }

    private static ParquetFooter parse(String path, byte[] footer) {
        try {
            return new ParquetFooter(new ParquetMetadataConverter()
                    .readParquetMetadata(new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER)
                    .getBlocks());
        } catch (IOException | RuntimeException e) {
            throw broken(path, "its footer cannot be read", e);
        }
    }

    /** The rows of all row groups. */
    public long rows() {
        return rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /** The range of the column at {@code index}; empty when it holds nulls alone, or some row group does not tell. */
    public Optional<Range> range(int index) {
        Statistics<?> all = null;
        for (BlockMetaData rowGroup : rowGroups) {
            ColumnChunkMetaData column = rowGroup.getColumns().get(index);
            Statistics<?> statistics = column.getStatistics();
            if (statistics == null || statistics.isEmpty()) {
                return Optional.empty();
            }
            if (all == null) {
                all = statistics.copy();
            } else {
                all.mergeStatistics(statistics);
            }
        }
        return all == null || !all.hasNonNullValue()
                ? Optional.empty()
                : Optional.of(new Range(value(all.genericGetMin()), value(all.genericGetMax())));
    }

    private static Object value(Object statistic) {
        return statistic instanceof Binary binary ? binary.getBytes() : statistic;
    }

    private static IngestException broken(String path, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "Cannot verify the file " + path + ": " + why + ". Run the job again.";
        return cause == null
                ? new IngestException(FailureKind.LAND, Outlook.PASSES, message)
                : new IngestException(FailureKind.LAND, Outlook.PASSES, message, cause);
    }
}
