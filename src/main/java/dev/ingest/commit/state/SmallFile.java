package dev.ingest.commit.state;

/** A file before it is written. */
public final class SmallFile {
    private final String path;
    private final byte[] content;

    /** The file at {@code path}, from the store's root. */
    public SmallFile(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    public String path() {
        return path;
    }

    public byte[] content() {
        return content;
    }
}
