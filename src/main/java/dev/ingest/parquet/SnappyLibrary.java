package dev.ingest.parquet;

import io.airlift.compress.Compressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.xerial.snappy.Snappy;

/**
 * Snappy by its native library, called without Hadoop's codec around it: that wants Hadoop's configuration, and so hundreds of
 * classes at the start of a run.
 */
final class SnappyLibrary implements Compressor {
    @Override
    public int maxCompressedLength(int bytes) {
        return Snappy.maxCompressedLength(bytes);
    }

    @Override
    public int compress(byte[] input, int from, int length, byte[] output, int to, int room) {
        try {
            return Snappy.rawCompress(input, from, length, output, to);
        } catch (IOException e) {
            throw new UncheckedIOException("Snappy cannot compress " + length + " bytes", e);
        }
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
