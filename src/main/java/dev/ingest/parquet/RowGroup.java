package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** The open row group of a file: an encoder a column, and the pages that they have made. */
final class RowGroup implements AutoCloseable {
    private static final int MAX_DICTIONARY_BYTES = 1 << 20;
    private static final int MIN_DICTIONARY_BYTES = 64 << 10;
    /** What a dictionary holds while it grows, as a multiple of its bytes. */
    private static final int DICTIONARY_SPREAD = 4;

    private final MessageType type;
    private final ColumnEncoder[] encoders;
    private final PageWriter[] pages;
    private final EncoderThreads threads;
    private final BytesInputCompressor compressor;
    private @Nullable ColumnChunkPageWriteStore store;
    private long rows;

    RowGroup(Schema schema, MessageType type, FileOptions options, EncoderThreads threads) {
        this.type = type;
        this.encoders = new ColumnEncoder[schema.size()];
        this.pages = new PageWriter[schema.size()];
        this.threads = threads;
        this.compressor = threads.compressor(codec(options.codec()));
        int dictionaryBytes = dictionaryBytes(schema.size(), options.rowGroupBytes());
        for (int i = 0; i < encoders.length; i++) {
            Column column = schema.column(i);
            encoders[i] = new ColumnEncoder(column, values(column, dictionaryBytes));
        }
    }

    private static CompressionCodecName codec(Codec codec) {
        return switch (codec) {
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case ZSTD -> CompressionCodecName.ZSTD;
            case GZIP -> CompressionCodecName.GZIP;
            case LZ4_RAW -> CompressionCodecName.LZ4_RAW;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
        };
    }

    /** A dictionary's share: wide tables must not fill the row group's memory with dictionaries alone. */
    private static int dictionaryBytes(int columns, long rowGroupBytes) {
        long share = rowGroupBytes / DICTIONARY_SPREAD / Math.max(1, columns);
        return (int) Math.max(MIN_DICTIONARY_BYTES, Math.min(MAX_DICTIONARY_BYTES, share));
    }

    private static ValueEncoder values(Column column, int dictionaryBytes) {
        PrimitiveType type = FileSchema.type(column);
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> new BooleanEncoder();
            case INT32 -> new LongEncoder(4, ValueRange.of(column), dictionaryBytes);
            case INT64 -> new LongEncoder(8, ValueRange.of(column), dictionaryBytes);
            case FLOAT -> new FloatingEncoder(4, dictionaryBytes);
            case DOUBLE -> new FloatingEncoder(8, dictionaryBytes);
            case FIXED_LEN_BYTE_ARRAY -> new WideEncoder(type.getTypeLength(), ValueRange.of(column), dictionaryBytes);
            case BINARY -> new BytesEncoder(dictionaryBytes);
            case INT96 -> throw new IllegalStateException("no column lands as INT96");
        };
    }

    void append(ColumnBatch batch, int from, int to) {
        if (store == null) {
            open();
        }
        threads.each(
                encoders.length,
                (column, scratch) -> encoders[column].encode(batch.vector(column), from, to, scratch, pages[column]));
        rows += to - from;
    }

    private void open() {
        ColumnChunkPageWriteStore opened = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(type)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(ColumnEncoder.INDEXED_BYTES)
                .withPageWriteChecksumEnabled(false)
                .build();
        for (int i = 0; i < pages.length; i++) {
            ColumnDescriptor column = type.getColumns().get(i);
            pages[i] = opened.getPageWriter(column);
        }
        store = opened;
    }

    /** Writes the row group, if it has rows, and begins the next one. */
    void flush(ParquetFileWriter writer) throws IOException {
        ColumnChunkPageWriteStore full = store;
        if (full == null) {
            return;
        }
        for (int i = 0; i < encoders.length; i++) {
            encoders[i].endChunk(pages[i]);
        }
        writer.startBlock(rows);
        full.flushToFileWriter(writer);
        writer.endBlock();
        full.close();
        store = null;
        rows = 0;
    }

    long rows() {
        return rows;
    }

    /** Compressed pages and, before compression, dictionaries. */
    long encodedBytes() {
        long bytes = 0;
        if (store != null) {
            for (int i = 0; i < pages.length; i++) {
                bytes += pages[i].getMemSize() + encoders[i].dictionaryBytes();
            }
        }
        return bytes;
    }

    /** Heap held by pages and dictionaries. */
    long heldBytes() {
        long bytes = 0;
        if (store != null) {
            for (int i = 0; i < pages.length; i++) {
                bytes += pages[i].getMemSize() + encoders[i].heldBytes();
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
