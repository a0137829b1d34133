package dev.ingest.landing;

import java.io.OutputStream;

/**
 * A file being written. {@link #finish()} makes it whole and durable; {@link #close()} before that discards it. Failures
 * are {@code IngestException}s of kind {@code LAND}.
 */
public abstract class LandingOutput extends OutputStream {

    /** Bytes written so far. */
    public abstract long position();

    /** Makes the file whole and durable. */
    public abstract void finish();

    @Override
    public abstract void write(byte[] source, int from, int length);

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public abstract void close();
}
