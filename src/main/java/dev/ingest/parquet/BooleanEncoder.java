package dev.ingest.parquet;

import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Booleans, eight a byte, the first in the lowest bit. */
final class BooleanEncoder implements ValueEncoder {

    @Override
    public Encoding encode(Vector vector, int from, int to, int present, Scratch scratch, Statistics<?> statistics) {
        PageBuffer page = scratch.page();
        int at = page.reserve((present + 7) / 8);
        int trues = pack((LongVector) vector, from, to, page.array(), at);
        if (trues > 0) {
            statistics.updateStats(true);
        }
        if (trues < present) {
            statistics.updateStats(false);
        }
        return Encoding.PLAIN;
    }

    private static int pack(LongVector vector, int from, int to, byte[] target, int at) {
        int trues = 0;
        int count = 0;
        int bits = 0;
        for (int row = from; row < to; row++) {
            if (!vector.isNull(row)) {
                int bit = vector.at(row) != 0 ? 1 : 0;
                trues += bit;
                bits |= bit << (count & 7);
                if ((++count & 7) == 0) {
                    target[at + count / 8 - 1] = (byte) bits;
                    bits = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            target[at + count / 8] = (byte) bits;
        }
        return trues;
    }
}
