package dev.ingest.parquet;

import dev.ingest.landing.LandingOutput;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A landing output as parquet-java wants it, hashed as it is written. Closing it leaves the landing output open. */
final class HashedOutput extends PositionOutputStream implements OutputFile {
    private final LandingOutput out;
    private final MessageDigest digest;
    private final byte[] one = new byte[1];
    private long position;

    HashedOutput(LandingOutput out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    long position() {
        return position;
    }

    /** Of everything written; to be asked once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void write(int value) {
        one[0] = (byte) value;
        write(one, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) {
        out.write(source, from, length);
        digest.update(source, from, length);
        position += length;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void close() {}

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
