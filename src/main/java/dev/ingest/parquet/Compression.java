package dev.ingest.parquet;

import dev.ingest.job.Codec;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One codec's compressor, released with its file. */
final class Compression implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CompressionCodecFactory codecs;
    private final BytesInputCompressor compressor;

    private Compression(CompressionCodecFactory codecs, CompressionCodecName name) {
        this.codecs = codecs;
        this.compressor = codecs.getCompressor(name);
    }

    static Compression of(Codec codec) {
        return new Compression(new CodecFactory(new PlainParquetConfiguration(), BUFFER_BYTES), name(codec));
    }

    BytesInputCompressor compressor() {
        return compressor;
    }

    @Override
    public void close() {
        codecs.release();
    }

    private static CompressionCodecName name(Codec codec) {
        return switch (codec) {
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case ZSTD -> CompressionCodecName.ZSTD;
            case GZIP -> CompressionCodecName.GZIP;
            case LZ4_RAW -> CompressionCodecName.LZ4_RAW;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
        };
    }
}
