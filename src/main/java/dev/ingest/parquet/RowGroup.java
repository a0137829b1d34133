package dev.ingest.parquet;

import dev.ingest.data.ColumnBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The open row group of a file: compressed pages in memory, until they are written chunk by chunk. */
final class RowGroup implements AutoCloseable {
    private final ColumnChunkPageWriteStore pages;
    private final List<PageWriter> writers = new ArrayList<>();
    private final List<ColumnPages> columns = new ArrayList<>();
    private long rows;

    RowGroup(MessageType schema, Compression compression, int boundBytes) {
        this.pages = new ColumnChunkPageWriteStore(
                compression.compressor(), schema, HeapByteBufferAllocator.getInstance(), boundBytes, true);
        for (ColumnDescriptor column : schema.getColumns()) {
            PageWriter writer = pages.getPageWriter(column);
            writers.add(writer);
            columns.add(ColumnPages.of(column.getPrimitiveType(), writer));
        }
    }

    long rows() {
        return rows;
    }

    /** Bytes of the pages so far, compressed, and of the dictionaries. */
    long bytes() {
        long bytes = 0;
        for (PageWriter writer : writers) {
            bytes += writer.getMemSize();
        }
        for (ColumnPages column : columns) {
            bytes += column.dictionaryBytes();
        }
        return bytes;
    }

    /** Encodes rows {@code from} (included) to {@code to} (excluded), a column at a time. */
    void write(ColumnBatch batch, int from, int to) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(batch.vector(i), from, to);
        }
        rows += to - from;
    }

    void flush(ParquetFileWriter writer) throws IOException {
        for (ColumnPages column : columns) {
            column.end();
        }
        pages.flushToFileWriter(writer);
    }

    @Override
    public void close() {
        pages.close();
    }
}
