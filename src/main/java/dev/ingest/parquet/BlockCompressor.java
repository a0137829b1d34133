package dev.ingest.parquet;

import io.airlift.compress.Compressor;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses a page as one block; what it returns is valid until the next call. For one thread. */
final class BlockCompressor implements BytesInputCompressor {
    /** Room beyond this is not kept: it serves single long values. */
    static final int KEPT_BYTES = 4 * ColumnEncoder.PAGE_BYTES;

    private final CompressionCodecName codec;
    private final Compressor compressor;
    private byte[] room = {};

    BlockCompressor(CompressionCodecName codec, Compressor compressor) {
        this.codec = codec;
        this.compressor = compressor;
    }

    @Override
    public BytesInput compress(BytesInput bytes) {
        ByteBuffer page = bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), onTheHeap -> {});
        ByteBuffer compressed = ByteBuffer.wrap(room(compressor.maxCompressedLength(page.remaining())));
        compressor.compress(page, compressed);
        return BytesInput.from(compressed.array(), 0, compressed.position());
    }

    private byte[] room(int bytes) {
        if (bytes > KEPT_BYTES) {
            return new byte[bytes];
        }
        if (room.length < bytes) {
            room = new byte[bytes];
        }
        return room;
    }

    @Override
    public CompressionCodecName getCodecName() {
        return codec;
    }

    @Override
    public void release() {
        room = new byte[0];
    }
}
