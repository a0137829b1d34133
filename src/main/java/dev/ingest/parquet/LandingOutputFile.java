package dev.ingest.parquet;

import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets parquet-java write to a landing file: collects its many small writes and digests what flows through. */
final class LandingOutputFile extends PositionOutputStream implements OutputFile {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final LandingOutput out;
    private final MessageDigest digest;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private boolean holding;

    LandingOutputFile(LandingOutput out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public long getPos() {
        return out.position() + buffered;
    }

    @Override
    public void write(int value) {
        makeRoom(1);
        buffer[buffered++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        makeRoom(length);
        if (length > buffer.length) {
            digest.update(source, from, length);
            out.write(source, from, length);
        } else {
            System.arraycopy(source, from, buffer, buffered, length);
            buffered += length;
        }
    }

    private void makeRoom(int length) {
        if (length > buffer.length - buffered) {
            if (holding) {
                buffer = Arrays.copyOf(buffer, Math.max(buffered + length, 2 * buffer.length));
            } else {
                pass();
            }
        }
    }

    /** From now on keeps what is written, until {@link #seal}. */
    void hold() {
        pass();
        holding = true;
    }

    /** Lets go of what was kept, with this program named as the file's writer. */
    void seal() throws IOException {
        byte[] tail = FileTail.signed(Arrays.copyOf(buffer, buffered));
        holding = false;
        buffered = 0;
        write(tail, 0, tail.length);
    }

    private void pass() {
        digest.update(buffer, 0, buffered);
        out.write(buffer, 0, buffered);
        buffered = 0;
    }

    @Override
    public void flush() {
        // Parts of a file are of no use to anybody.
    }

    /** Does nothing: {@link #finish} and {@link #discard} end the file. */
    @Override
    public void close() {}

    /** Makes the file whole and durable; returns the digest of its content, lowercase hex. */
    String finish() {
        pass();
        out.finish();
        out.close();
        return HexFormat.of().formatHex(digest.digest());
    }

    void discard() {
        out.close();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return this;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
