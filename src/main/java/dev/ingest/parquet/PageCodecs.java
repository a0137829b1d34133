package dev.ingest.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** What one thread compresses pages with: native libraries, and Java code where one is not to be had. */
final class PageCodecs implements AutoCloseable {
    private final Map<CompressionCodecName, BytesInputCompressor> compressors =
            new EnumMap<>(CompressionCodecName.class);
    private final Predicate<CompressionCodecName> natives;
    /** Made when a codec wants it: its classes are many. */
    private Optional<CodecFactory> codecs = Optional.empty();

    PageCodecs(Predicate<CompressionCodecName> natives) {
        this.natives = natives;
    }

    BytesInput compress(CompressionCodecName codec, BytesInput bytes) throws IOException {
        return compressors.computeIfAbsent(codec, this::compressor).compress(bytes);
    }

    private BytesInputCompressor compressor(CompressionCodecName codec) {
        boolean library = natives.test(codec);
        return switch (codec) {
            case SNAPPY -> new BlockCompressor(codec, library ? new SnappyLibrary() : new SnappyCompressor());
            case ZSTD -> library ? ofParquet(codec) : new BlockCompressor(codec, new ZstdCompressor());
            default -> ofParquet(codec);
        };
    }

    private BytesInputCompressor ofParquet(CompressionCodecName codec) {
        if (codecs.isEmpty()) {
            codecs = Optional.of(new CodecFactory(new Configuration(false), ColumnEncoder.PAGE_BYTES / 8));
        }
        return codecs.orElseThrow().getCompressor(codec);
    }

    @Override
    public void close() {
        codecs.ifPresent(CodecFactory::release);
    }
}
