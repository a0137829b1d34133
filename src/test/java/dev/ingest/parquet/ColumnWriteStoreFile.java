package dev.ingest.parquet;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.LongVector;
import dev.ingest.data.Schema;
import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The rival: batches of numbers and text through parquet-java's column writers, a call a value, one row group. */
final class ColumnWriteStoreFile {
    private ColumnWriteStoreFile() {}

    static void write(LandingOutput out, Schema schema, CompressionCodecName codec, Iterable<ColumnBatch> batches)
            throws IOException {
        MessageType type = FileSchema.of(schema);
        CodecFactory codecs = new CodecFactory(new Configuration(false), 1 << 20);
        ParquetProperties properties =
                ParquetProperties.builder().withPageRowCountLimit(20_000).build();
        ParquetFileWriter writer = new ParquetFileWriter(
                new LandingOutputFile(out), type, ParquetFileWriter.Mode.CREATE, 128 << 20, 0, 64, 64, false);
        ColumnChunkPageWriteStore pages = ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> codecs.getCompressor(codec))
                .withSchema(type)
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withColumnIndexTruncateLength(64)
                .withPageWriteChecksumEnabled(false)
                .build();
        ColumnWriteStore columns = properties.newColumnWriteStore(type, pages);
        long rows = 0;
        for (ColumnBatch batch : batches) {
            append(batch, type, columns);
            rows += batch.rows();
        }
        columns.flush();
        writer.start();
        writer.startBlock(rows);
        pages.flushToFileWriter(writer);
        writer.endBlock();
        writer.end(Map.of());
        columns.close();
        pages.close();
        codecs.release();
    }

    private static void append(ColumnBatch batch, MessageType type, ColumnWriteStore columns) {
        for (int i = 0; i < batch.schema().size(); i++) {
            ColumnDescriptor column = type.getColumns().get(i);
            ColumnWriter writer = columns.getColumnWriter(column);
            if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
                texts(batch.bytes(i), writer);
            } else if (column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
                ints(batch.longs(i), writer);
            } else {
                longs(batch.longs(i), writer);
            }
        }
        for (int row = 0; row < batch.rows(); row++) {
            columns.endRecord();
        }
    }

    private static void texts(BytesVector vector, ColumnWriter writer) {
        for (int row = 0; row < vector.size(); row++) {
            if (vector.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(Binary.fromReusedByteArray(vector.arena(), vector.offset(row), vector.length(row)), 0, 1);
            }
        }
    }

    private static void ints(LongVector vector, ColumnWriter writer) {
        for (int row = 0; row < vector.size(); row++) {
            if (vector.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write((int) vector.at(row), 0, 1);
            }
        }
    }

    private static void longs(LongVector vector, ColumnWriter writer) {
        for (int row = 0; row < vector.size(); row++) {
            if (vector.isNull(row)) {
                writer.writeNull(0, 0);
            } else {
                writer.write(vector.at(row), 0, 1);
            }
        }
    }
}
