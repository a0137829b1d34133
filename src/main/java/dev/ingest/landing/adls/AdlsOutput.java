package dev.ingest.landing.adls;

import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** A staged file that is uploaded block by block. Closing an ABFS stream publishes it, so discarding deletes after it. */
final class AdlsOutput extends LandingOutput {
    private final AdlsStore store;
    private final String path;
    private final FSDataOutputStream stream;
    private long position;
    private boolean finished;
    private boolean closed;

    AdlsOutput(AdlsStore store, String path, FSDataOutputStream stream) {
        this.store = store;
        this.path = path;
        this.stream = stream;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        if (finished || closed) {
            throw new IllegalStateException(path + " is finished");
        }
        store.upload("write", path, () -> stream.write(source, from, length));
        position += length;
    }

    @Override
    public void finish() {
        if (closed) {
            throw new IllegalStateException(path + " is closed");
        }
        if (finished) {
            return;
        }
        store.upload("finish", path, stream::close);
        finished = true;
    }

    @Override
    public void close() {
        if (finished || closed) {
            return;
        }
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            // The upload failed before, and said so then; what is left of it goes now.
            store.delete(path);
            return;
        }
        store.delete(path);
    }
}
