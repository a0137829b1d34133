package dev.ingest.parquet;

import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import java.io.IOException;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;

/** Booleans: a bit a value, the first in the lowest bit. */
final class BooleanPages extends ColumnPages {
    private final GrowingBytes bits = new GrowingBytes(PAGE_ROWS / Byte.SIZE + 1);

    BooleanPages(PrimitiveType type, PageWriter pages) {
        super(type, pages);
    }

    @Override
    void page(Vector vector, int from, int to) throws IOException {
        LongVector values = (LongVector) vector;
        int count = 0;
        int trues = 0;
        int pending = 0;
        bits.clear();
        for (int row = from; row < to; row++) {
            if (!values.isNull(row)) {
                int bit = values.at(row) == 0 ? 0 : 1;
                trues += bit;
                pending |= bit << (count & 7);
                if ((++count & 7) == 0) {
                    bits.int8(pending);
                    pending = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            bits.int8(pending);
        }
        Statistics<?> statistics = statistics(vector, from, to);
        if (count > 0) {
            statistics.updateStats(trues == count);
            statistics.updateStats(trues > 0);
        }
        emit(vector, from, to, bits.input(), statistics, Encoding.PLAIN);
    }

    @Override
    void end() {}

    @Override
    long dictionaryBytes() {
        return 0;
    }
}
