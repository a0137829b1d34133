package dev.ingest.source.rest.exchange;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A body in memory. */
final class HeldBody implements Body {
    private final byte[] bytes;
    private final int size;

    HeldBody(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {}
}
