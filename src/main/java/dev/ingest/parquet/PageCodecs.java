package dev.ingest.parquet;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** What one thread compresses pages with: parquet-java's codecs, and Java code for those whose library is not to be had. */
final class PageCodecs implements AutoCloseable {
    private final CodecFactory codecs = new CodecFactory(new Configuration(false), ColumnEncoder.PAGE_BYTES / 8);
    private final Map<CompressionCodecName, BytesInputCompressor> inJava = new EnumMap<>(CompressionCodecName.class);
    private final Predicate<CompressionCodecName> natives;

    PageCodecs(Predicate<CompressionCodecName> natives) {
        this.natives = natives;
    }

    BytesInput compress(CompressionCodecName codec, BytesInput bytes) throws IOException {
        BytesInputCompressor compressor =
                natives.test(codec) ? codecs.getCompressor(codec) : inJava.computeIfAbsent(codec, JavaCompressor::new);
        return compressor.compress(bytes);
    }

    @Override
    public void close() {
        codecs.release();
    }
}
