package dev.ingest.landing;

import java.io.OutputStream;

/**
 * A staged file being written. {@link #finish()} makes it whole and its content durable, as its name becomes when it is
 * renamed; {@link #close()} before that discards it. Failures are {@code IngestException}s of kind {@code LAND}.
 */
public abstract class LandingOutput extends OutputStream {

    /** Bytes written so far. */
    public abstract long position();

    /** Makes the file whole, and its content durable. */
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
