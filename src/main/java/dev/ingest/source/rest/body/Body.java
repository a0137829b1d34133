package dev.ingest.source.rest.body;

import dev.ingest.secret.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A response's body, unpacked and whole. */
public interface Body extends AutoCloseable {
    /** In bytes. */
    int LONGEST_SECRET = 16 * 1024;

    /** How many characters a message quotes. */
    int QUOTED = 200;

    /** The body from its beginning, as often as it is wanted. */
    InputStream open() throws IOException;

    /** In bytes. */
    long size();

    /** Stands for the bytes from {@code from} to before {@code to}. */
    default Fingerprint fingerprint(long from, long to) {
        try (InputStream bytes = open()) {
            bytes.skipNBytes(from);
            return Fingerprint.of(bytes, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first characters in one line, for messages; secrets that it repeats are masked. */
    default String beginning() {
        try (InputStream bytes = open()) {
            // A secret that is cut in two would not be known any more.
            String whole = new String(bytes.readNBytes(4 * QUOTED + LONGEST_SECRET), StandardCharsets.UTF_8);
            String text = Redaction.of(whole).replaceAll("\\p{Cntrl}|\\s+", " ").strip();
            return text.codePointCount(0, text.length()) <= QUOTED
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, QUOTED)) + "…";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void close();
}
