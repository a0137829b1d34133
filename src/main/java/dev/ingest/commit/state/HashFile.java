package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.Column;
import dev.ingest.data.Schema;
import dev.ingest.job.RowHashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Row hashes as a file: what they are taken over, then 16 bytes each, big-endian, in no order. Older files hold the hashes
 * alone.
 */
public final class HashFile {
    private static final byte[] MAGIC = "ingest-hashes-2\n".getBytes(StandardCharsets.US_ASCII);
    /** Behind the magic: bytes of the columns' JSON, number of hashes. */
    private static final int LENGTHS = 2 * Integer.BYTES;

    private HashFile() {}

    public static byte[] write(RowHashes hashes) {
        return hashes.columns()
                .map(columns -> hashes.bytes(header(columns, hashes.size())))
                .orElseGet(hashes::bytes);
    }

    /** The hashes in a file; empty when it was cut short or is damaged. */
    static Optional<RowHashes> read(byte[] file) {
        boolean told = file.length >= MAGIC.length && Arrays.equals(MAGIC, 0, MAGIC.length, file, 0, MAGIC.length);
        if (told) {
            return told(ByteBuffer.wrap(file, MAGIC.length, file.length - MAGIC.length));
        }
        boolean whole = file.length > 0 && file.length % RowHashes.WIDTH == 0;
        return whole ? Optional.of(RowHashes.of(file)) : Optional.empty();
    }

    private static byte[] header(Schema columns, int hashes) {
        ObjectNode root = DltJson.object();
        columns.columns()
                .forEach(column ->
                        ColumnHints.write(root.withArrayProperty("columns").addObject(), column));
        byte[] json = DltJson.bytes(root);
        return ByteBuffer.allocate(MAGIC.length + LENGTHS + json.length)
                .put(MAGIC)
                .putInt(json.length)
                .putInt(hashes)
                .put(json)
                .array();
    }

    private static Optional<RowHashes> told(ByteBuffer rest) {
        if (rest.remaining() < LENGTHS) {
            return Optional.empty();
        }
        int length = rest.getInt();
        long hashes = rest.getInt();
        if (length < 0 || rest.remaining() != length + hashes * RowHashes.WIDTH) {
            return Optional.empty();
        }
        byte[] json = new byte[length];
        rest.get(json);
        return DltJson.parse(json).map(root -> RowHashes.of(rest).over(columns(root)));
    }

    private static Schema columns(ObjectNode root) {
        List<Column> columns = new ArrayList<>();
        root.path("columns")
                .forEach(node -> columns.add(ColumnHints.read(node.path("name").asText(), node)));
        return new Schema(columns);
    }
}
