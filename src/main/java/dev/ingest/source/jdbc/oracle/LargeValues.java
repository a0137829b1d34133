package dev.ingest.source.jdbc.oracle;

import dev.ingest.data.BytesVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Values that the driver hands on as streams, within the row that they came with: the next fetch ends their locators. A
 * locator tells its length, so that an empty one is never opened.
 */
final class LargeValues {
    private static final int CHUNK = 8_192;
    /** A longer buffer is given up after its value. */
    private static final int MOST_KEPT = 1 << 20;

    private final ColumnLimits limits;
    private final long mostBytes;
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer characters = CharBuffer.allocate(CHUNK);
    private ByteBuffer bytes = ByteBuffer.allocate(CHUNK);

    /** @param mostBytes of a value as it lands */
    LargeValues(ColumnLimits limits, long mostBytes) {
        this.limits = limits;
        this.mostBytes = mostBytes;
    }

    /** Reads a CLOB or NCLOB; what a function made for this row is given back to the server. */
    void clob(ResultSet row, int at, Vector vector) throws SQLException {
        Clob value = row.getClob(at);
        if (value == null) {
            vector.appendNull();
            return;
        }
        try {
            checkLength(value.length());
            copy(value.length() == 0 ? Reader.nullReader() : value.getCharacterStream(), vector);
        } finally {
            value.free();
        }
    }

    /** Reads a BLOB. */
    void blob(ResultSet row, int at, Vector vector) throws SQLException {
        Blob value = row.getBlob(at);
        if (value == null) {
            vector.appendNull();
            return;
        }
        try {
            checkLength(value.length());
            copy(value.length() == 0 ? InputStream.nullInputStream() : value.getBinaryStream(), vector);
        } finally {
            value.free();
        }
    }

    /** Reads a LONG. */
    void characters(ResultSet row, int at, Vector vector) throws SQLException {
        Reader value = row.getCharacterStream(at);
        if (value == null) {
            vector.appendNull();
        } else {
            copy(value, vector);
        }
    }

    /** Reads a LONG RAW. */
    void octets(ResultSet row, int at, Vector vector) throws SQLException {
        InputStream value = row.getBinaryStream(at);
        if (value == null) {
            vector.appendNull();
        } else {
            copy(value, vector);
        }
    }

    private void copy(InputStream value, Vector vector) throws SQLException {
        bytes.clear();
        try (value) {
            int read = value.read(bytes.array(), 0, bytes.capacity());
            while (read >= 0) {
                bytes.position(bytes.position() + read);
                if (!bytes.hasRemaining()) {
                    makeRoom();
                }
                read = value.read(bytes.array(), bytes.position(), bytes.remaining());
            }
        } catch (IOException failure) {
            throw driver(failure);
        }
        append(vector);
    }

    private void copy(Reader value, Vector vector) throws SQLException {
        bytes.clear();
        characters.clear();
        utf8.reset();
        int done = 0;
        try (value) {
            boolean ended = false;
            while (!ended) {
                ended = value.read(characters) < 0;
                characters.flip();
                if (!encode(ended)) {
                    limits.halfCharacter(vector, done + characters.position());
                    return;
                }
                done += characters.position();
                characters.compact();
            }
        } catch (IOException failure) {
            throw driver(failure);
        }
        append(vector);
    }

    /** Whether what was read so far is text; half a character at its end may be waiting for the other half. */
    private boolean encode(boolean ended) {
        CoderResult result = utf8.encode(characters, bytes, ended);
        while (result.isOverflow()) {
            makeRoom();
            result = utf8.encode(characters, bytes, ended);
        }
        return !result.isError();
    }

    private void append(Vector vector) {
        checkLength(bytes.position());
        ((BytesVector) vector).append(bytes.array(), 0, bytes.position());
        if (bytes.capacity() > MOST_KEPT) {
            bytes = ByteBuffer.allocate(CHUNK);
        }
    }

    private void makeRoom() {
        checkLength(bytes.position());
        ByteBuffer larger = ByteBuffer.allocate((int) Math.min(2L * bytes.capacity(), mostBytes + CHUNK));
        larger.put(bytes.flip());
        bytes = larger;
    }

    /** A text has at least as many bytes as characters. */
    private void checkLength(long length) {
        if (length > mostBytes) {
            throw limits.tooLong(mostBytes);
        }
    }

    private static SQLException driver(IOException failure) {
        return failure.getCause() instanceof SQLException cause ? cause : new SQLException(failure);
    }
}
