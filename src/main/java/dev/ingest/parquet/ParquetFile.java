package dev.ingest.parquet;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.FileOptions;
import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file being written from batches. {@link #finish()} makes it whole; {@link #close()} before that discards it.
 *
 * <p>Pages are encoded here; parquet-java compresses them and writes chunks, footer, column and offset indexes.
 */
public final class ParquetFile implements AutoCloseable {
    /** How much of a long text the column index and the footer keep; readers need bounds, not values. */
    private static final int BOUND_BYTES = 64;

    private final LandingOutput out;
    private final HashedOutput file;
    private final ParquetFileWriter writer;
    private final MessageType schema;
    private final FileOptions options;
    private final Compression compression;
    private @Nullable RowGroup open;
    private long rows;

    private ParquetFile(LandingOutput out, Schema schema, FileOptions options) throws IOException {
        this.out = out;
        this.file = new HashedOutput(out);
        this.schema = ParquetTypes.message(schema);
        this.options = options;
        this.compression = Compression.of(options.codec());
        this.writer = new ParquetFileWriter(
                file, this.schema, Mode.CREATE, options.rowGroupBytes(), 0, BOUND_BYTES, BOUND_BYTES, true);
        writer.start();
    }

    /**
     * Begins a file.
     *
     * @param options its row groups are bounded by rows and by bytes, whichever comes first
     */
    public static ParquetFile create(LandingOutput out, Schema schema, FileOptions options) {
        try {
            return new ParquetFile(out, schema, options);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Appends all rows; the batch may be reused afterwards. */
    public void write(ColumnBatch batch) {
        try {
            int from = 0;
            while (from < batch.rows()) {
                RowGroup group = group();
                int room = (int) Math.min(batch.rows() - from, options.rowGroupRows() - group.rows());
                group.write(batch, from, from + room);
                from += room;
                if (group.rows() >= options.rowGroupRows() || group.bytes() >= options.rowGroupBytes()) {
                    flushRowGroup();
                }
            }
            rows += batch.rows();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Bytes written, and those of the pages that wait for their row group to end. */
    public long bytes() {
        return out.position() + bufferedBytes();
    }

    /** Memory that the open row group holds. */
    public long bufferedBytes() {
        return open == null ? 0 : open.bytes();
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Ends the open row group, so that the next row begins another. */
    public void flushRowGroup() {
        RowGroup group = open;
        if (group == null) {
            return;
        }
        open = null;
        try (group) {
            writer.startBlock(group.rows());
            group.flush(writer);
            writer.endBlock();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes the footer and makes the file whole. */
    public FileFacts finish() {
        flushRowGroup();
        try {
            writer.end(Map.of());
        } catch (IOException e) {
            throw failure(e);
        }
        out.finish();
        return new FileFacts(rows, file.position(), file.sha256());
    }

    @Override
    public void close() {
        try (out;
                compression) {
            if (open != null) {
                open.close();
            }
        }
    }

    private RowGroup group() {
        if (open == null) {
            open = new RowGroup(schema, compression, BOUND_BYTES);
        }
        return open;
    }

    private static IngestException failure(IOException e) {
        return new IngestException(
                FailureKind.WRITE, "Cannot write a Parquet file: " + e.getMessage() + ". See the log file.", e);
    }
}
