package dev.ingest.source.rest.body;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A body in memory: the first bytes of an array. */
public final class HeldBody implements Body {
    private final byte[] bytes;
    private final int size;

    public HeldBody(byte[] bytes, int size) {
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
