package dev.ingest.parquet;

import io.airlift.compress.Compressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Snappy by its native library, called without Hadoop's codec around it: that wants Hadoop's configuration, and so hundreds of
 * classes at the start of a run. It works off the heap, as while a library has hold of the heap no garbage is collected. For
 * one thread.
 */
final class SnappyLibrary implements Compressor {
    private ByteBuffer plain = ByteBuffer.allocateDirect(0);
    private ByteBuffer packed = ByteBuffer.allocateDirect(0);

    @Override
    public int maxCompressedLength(int bytes) {
        int most = Snappy.maxCompressedLength(bytes);
        if (most < bytes) {
            throw new IllegalArgumentException("Snappy takes no block of " + bytes + " bytes");
        }
        return most;
    }

    @Override
    public int compress(byte[] input, int from, int length, byte[] output, int to, int room) {
        plain = roomy(plain, length).put(input, from, length).flip();
        packed = roomy(packed, maxCompressedLength(length));
        try {
            int bytes = Snappy.compress(plain, packed);
            packed.get(output, to, bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("Snappy cannot compress " + length + " bytes", e);
        }
    }

    /** Cleared, and another where {@code buffer} is too small or was made for a single long value. */
    private static ByteBuffer roomy(ByteBuffer buffer, int bytes) {
        boolean fits = buffer.capacity() >= bytes && buffer.capacity() <= Math.max(bytes, BlockCompressor.KEPT_BYTES);
        return fits ? buffer.clear() : ByteBuffer.allocateDirect(bytes);
    }

    /** Of buffers on the heap. */
    @Override
    public void compress(ByteBuffer input, ByteBuffer output) {
        int bytes = compress(
                input.array(),
                input.arrayOffset() + input.position(),
                input.remaining(),
                output.array(),
                output.arrayOffset() + output.position(),
                output.remaining());
        input.position(input.limit());
        output.position(output.position() + bytes);
    }
}
