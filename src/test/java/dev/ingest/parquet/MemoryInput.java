package dev.ingest.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Bytes in memory as parquet-java reads them. */
final class MemoryInput implements InputFile {
    private final byte[] bytes;

    MemoryInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        Positioned stream = new Positioned(ByteBuffer.wrap(bytes));
        return new DelegatingSeekableInputStream(stream) {
            @Override
            public long getPos() {
                return stream.buffer.position();
            }

            @Override
            public void seek(long position) {
                stream.buffer.position((int) position);
            }
        };
    }

    private static final class Positioned extends java.io.InputStream {
        private final ByteBuffer buffer;

        Positioned(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (!buffer.hasRemaining()) {
                throw new EOFException();
            }
            int taken = Math.min(length, buffer.remaining());
            buffer.get(target, from, taken);
            return taken;
        }
    }
}
