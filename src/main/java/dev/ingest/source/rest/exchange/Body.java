package dev.ingest.source.rest.exchange;

import java.io.IOException;
import java.io.InputStream;

/** A response's body, unpacked and whole. */
public interface Body extends AutoCloseable {

    /** The body from its beginning, as often as it is wanted. */
    InputStream open() throws IOException;

    /** In bytes. */
    long size();

    /** What stands at the beginning, as far as it is text: for messages. */
    String beginning(int characters);

    /** Tells two stretches of bytes apart. */
    Fingerprint fingerprint(long from, long to);

    @Override
    void close();
}
