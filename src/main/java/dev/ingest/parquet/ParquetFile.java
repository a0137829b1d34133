package dev.ingest.parquet;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file being written to a landing. It exists once {@link #finish()} has returned; {@link #close()} before that
 * discards it. For one thread at a time.
 */
public final class ParquetFile implements AutoCloseable {
    private static final int ROW_GROUP_ALIGNMENT = 128 << 20;

    private final LandingOutputFile out;
    private final ParquetFileWriter writer;
    private final RowGroup rowGroup;
    private final FileOptions options;
    private long rows;
    private boolean open = true;

    private ParquetFile(LandingOutputFile out, ParquetFileWriter writer, RowGroup rowGroup, FileOptions options) {
        this.out = out;
        this.writer = writer;
        this.rowGroup = rowGroup;
        this.options = options;
    }

    /**
     * Begins a file.
     *
     * @param out where it goes; closed by this file
     * @param options {@code rowGroupBytes} already fitted to the heap
     * @param threads what encodes; stays open
     */
    public static ParquetFile create(LandingOutput out, Schema schema, FileOptions options, EncoderThreads threads) {
        MessageType type = FileSchema.of(schema);
        LandingOutputFile file = new LandingOutputFile(out);
        try {
            ParquetFileWriter writer = new ParquetFileWriter(
                    file,
                    type,
                    ParquetFileWriter.Mode.CREATE,
                    ROW_GROUP_ALIGNMENT,
                    0,
                    ColumnEncoder.INDEXED_BYTES,
                    ColumnEncoder.INDEXED_BYTES,
                    false);
            writer.start();
            return new ParquetFile(file, writer, new RowGroup(schema, type, options, threads), options);
        } catch (IOException e) {
            file.discard();
            throw failure("begin", e);
        } catch (RuntimeException e) {
            file.discard();
            throw e;
        }
    }

    /**
     * Appends all rows of a batch, which may be reused afterwards.
     *
     * @throws IngestException when a value does not fit its column's type, or the landing fails
     */
    public void write(ColumnBatch batch) {
        int from = 0;
        while (from < batch.rows()) {
            int to = (int) Math.min(batch.rows(), from + options.rowGroupRows() - rowGroup.rows());
            rowGroup.append(batch, from, to);
            rows += to - from;
            from = to;
            if (rowGroup.rows() >= options.rowGroupRows() || rowGroup.heldBytes() >= options.rowGroupBytes()) {
                flushRowGroup();
            }
        }
    }

    /** Bytes written, and about those that the open row group will take. */
    public long bytes() {
        return out.getPos() + rowGroup.encodedBytes();
    }

    /** Heap held for the open row group. */
    public long bufferedBytes() {
        return rowGroup.heldBytes();
    }

    /** Ends the open row group, if it has rows, and frees its memory. */
    public void flushRowGroup() {
        try {
            rowGroup.flush(writer);
        } catch (IOException e) {
            throw failure("write a row group of", e);
        }
    }

    /** Writes the footer and makes the file whole and durable. */
    public FileFacts finish() {
        flushRowGroup();
        try {
            out.hold();
            writer.end(Map.of());
            out.seal();
        } catch (IOException e) {
            throw failure("end", e);
        }
        long bytes = out.getPos();
        String sha256 = out.finish();
        release();
        return new FileFacts(rows, bytes, sha256);
    }

    /** Discards the file unless it is finished. */
    @Override
    public void close() {
        if (open) {
            release();
            out.discard();
        }
    }

    private void release() {
        open = false;
        rowGroup.close();
    }

    private static IngestException failure(String what, IOException cause) {
        return new IngestException(
                FailureKind.WRITE,
                "Cannot " + what + " a Parquet file: " + cause.getMessage() + ". Run the job again.",
                cause);
    }
}
