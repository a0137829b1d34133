package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.BytesVector;
import dev.ingest.data.Vector;
import dev.ingest.source.jdbc.ColumnLimits;

/**
 * Text, which must be UTF-8: a server sends what it stores, and a database without an encoding, or a damaged one, stores
 * anything. Values are taken first and looked at together.
 */
final class TextDecoder implements FieldDecoder {
    private final ColumnLimits limits;

    TextDecoder(ColumnLimits limits) {
        this.limits = limits;
    }

    @Override
    public void decode(byte[] wire, int[] starts, int rows, Vector vector) {
        if (limits.nullsRejected()) {
            decodeEach(wire, starts, rows, (BytesVector) vector);
            return;
        }
        BytesVector texts = (BytesVector) vector;
        int first = texts.size();
        int from = texts.end();
        FixedWidth.bytes(wire, starts, rows, texts);
        if (!Utf8.isAscii(texts.arena(), from, texts.end())) {
            check(texts, first);
        }
    }

    private void check(BytesVector texts, int first) {
        for (int row = first; row < texts.size(); row++) {
            int from = texts.offset(row);
            int fault = Utf8.fault(texts.arena(), from, texts.offset(row + 1));
            if (fault >= 0) {
                limits.noText(texts, texts.arena()[fault], fault - from);
            }
        }
    }

    /** A value that is no text becomes a null, so it is looked at before it is taken. */
    private void decodeEach(byte[] wire, int[] starts, int rows, BytesVector texts) {
        for (int i = 0; i < rows; i++) {
            int from = starts[i] + FixedWidth.LENGTH;
            int length = (int) FixedWidth.INT.get(wire, starts[i]);
            int fault = length < 0 ? -1 : Utf8.fault(wire, from, from + length);
            if (length < 0) {
                texts.appendNull();
            } else if (fault >= 0) {
                limits.noText(texts, wire[fault], fault - from);
            } else {
                texts.append(wire, from, length);
            }
        }
    }
}
