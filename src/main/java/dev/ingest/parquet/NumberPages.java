package dev.ingest.parquet;

import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Numbers of 4 and 8 bytes: whole numbers, short decimals, days, timestamps, and floating-point numbers by their bits. */
final class NumberPages extends ColumnPages {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final GrowingBytes plain;
    private final DictionaryIds ids = new DictionaryIds();
    private final DictionaryChoice choice = new DictionaryChoice();
    private final NumberDictionary dictionary;
    private long[] values = new long[PAGE_ROWS];

    NumberPages(PrimitiveType type, PageWriter pages, int width) {
        super(type, pages);
        this.width = width;
        this.plain = new GrowingBytes(PAGE_ROWS * width);
        this.dictionary = new NumberDictionary(DictionaryChoice.BYTES / width);
    }

    @Override
    void page(Vector vector, int from, int to) throws IOException {
        int count = gather(vector, from, to);
        Statistics<?> statistics = statistics(vector, from, to);
        if (count == 0) {
            emit(vector, from, to, BytesInput.empty(), statistics, Encoding.PLAIN);
            return;
        }
        bounds(statistics, count);
        if (choice.tries()
                && dictionary.ids(values, count, ids.room(count))
                && choice.keeps(dictionary.size(), count)) {
            emit(vector, from, to, ids.of(count, dictionary.size()), statistics, Encoding.RLE_DICTIONARY);
        } else {
            choice.gaveUp();
            emit(vector, from, to, plain(count), statistics, Encoding.PLAIN);
        }
    }

    @Override
    void end() throws IOException {
        if (choice.used()) {
            plain.clear();
            for (int id = 0; id < dictionary.size(); id++) {
                put(dictionary.entry(id));
            }
            pages().writeDictionaryPage(new DictionaryPage(plain.input(), dictionary.size(), Encoding.PLAIN));
        }
    }

    @Override
    long dictionaryBytes() {
        return choice.used() ? (long) dictionary.size() * width : 0;
    }

    /** The page's values without its nulls, floating-point numbers as their bits. */
    private int gather(Vector vector, int from, int to) {
        if (values.length < to - from) {
            values = new long[to - from];
        }
        boolean whole = nulls(vector, from, to) == 0;
        if (vector instanceof LongVector longs) {
            return whole ? copy(longs, from, to) : pick(longs, from, to);
        }
        DoubleVector doubles = (DoubleVector) vector;
        boolean narrow = width == Integer.BYTES;
        int count = 0;
        for (int row = from; row < to; row++) {
            if (whole || !doubles.isNull(row)) {
                double value = doubles.at(row);
                values[count++] = narrow ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
            }
        }
        return count;
    }

    private int copy(LongVector longs, int from, int to) {
        System.arraycopy(longs.values(), from, values, 0, to - from);
        return to - from;
    }

    private int pick(LongVector longs, int from, int to) {
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!longs.isNull(row)) {
                values[count++] = longs.at(row);
            }
        }
        return count;
    }

    private void bounds(Statistics<?> statistics, int count) {
        PrimitiveTypeName physical = type().getPrimitiveTypeName();
        if (physical == PrimitiveTypeName.DOUBLE || physical == PrimitiveTypeName.FLOAT) {
            new FloatingBounds(physical, values, count).into(statistics);
            return;
        }
        long min = values[0];
        long max = values[0];
        for (int i = 1; i < count; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        if (physical == PrimitiveTypeName.INT32) {
            statistics.updateStats((int) min);
            statistics.updateStats((int) max);
        } else {
            statistics.updateStats(min);
            statistics.updateStats(max);
        }
    }

    private BytesInput plain(int count) {
        plain.clear();
        byte[] target = plain.room(count * width);
        if (width == Integer.BYTES) {
            for (int i = 0; i < count; i++) {
                INTS.set(target, i << 2, (int) values[i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                LONGS.set(target, i << 3, values[i]);
            }
        }
        plain.written(count * width);
        return plain.input();
    }

    private void put(long value) {
        byte[] target = plain.room(width);
        if (width == Integer.BYTES) {
            INTS.set(target, plain.size(), (int) value);
        } else {
            LONGS.set(target, plain.size(), value);
        }
        plain.written(width);
    }
}
