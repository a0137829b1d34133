package dev.ingest.source;

/** Slices of a source that other processes read, as those who watch the source see them. */
public interface Elsewhere extends AutoCloseable {

    /** So much of them has been read. */
    void read(long rows, long bytes);

    /** Nothing is read there any more. */
    @Override
    void close();
}
