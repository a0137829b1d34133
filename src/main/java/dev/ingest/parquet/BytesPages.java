package dev.ingest.parquet;

import dev.ingest.data.BytesVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** Text, binary, and decimals of more than 18 digits as big-endian bytes of fixed length. */
final class BytesPages extends ColumnPages {
    private static final int PAGE_BYTES = 1 << 20;

    /** Bytes of a value of fixed length; 0 where each value carries its own. */
    private final int fixed;

    private final GrowingBytes plain = new GrowingBytes(1 << 16);
    private final DictionaryIds ids = new DictionaryIds();
    private final DictionaryChoice choice = new DictionaryChoice();
    private final BytesDictionary dictionary = new BytesDictionary(DictionaryChoice.BYTES);
    private final WideBytes wide;
    private int[] seen = new int[0];
    private int page;

    BytesPages(PrimitiveType type, PageWriter pages) {
        super(type, pages);
        this.fixed = type.getTypeLength();
        this.wide = new WideBytes(fixed);
    }

    @Override
    int pageEnd(Vector vector, int from, int to) {
        int end = super.pageEnd(vector, from, to);
        if (vector instanceof BytesVector bytes && bytes.offset(end) - bytes.offset(from) > PAGE_BYTES) {
            int most = bytes.offset(from) + PAGE_BYTES;
            int at = Arrays.binarySearch(bytes.offsets(), from + 1, end, most);
            return Math.max(from + 1, at < 0 ? -at - 2 : at);
        }
        return end;
    }

    @Override
    void page(Vector vector, int from, int to) throws IOException {
        if (vector instanceof WideVector decimals) {
            wide.fill(decimals, from, to);
            page(vector, wide.values(), from, to, from);
        } else {
            page(vector, (BytesVector) vector, from, to, 0);
        }
    }

    /** A page of {@code rows}, whose row {@code from} stands at {@code from - shift} in {@code bytes}. */
    private void page(Vector rows, BytesVector bytes, int from, int to, int shift) throws IOException {
        Statistics<?> statistics = statistics(rows, from, to);
        int count = to - from - (int) statistics.getNumNulls();
        if (count == 0) {
            emit(rows, from, to, BytesInput.empty(), statistics, Encoding.PLAIN);
            return;
        }
        BytesBounds bounds = new BytesBounds(fixed > 0);
        if (choice.tries()
                && encode(bytes, from - shift, to - shift, bounds)
                && choice.keeps(dictionary.size(), count)) {
            bounds.into(statistics);
            emit(rows, from, to, ids.of(count, dictionary.size()), statistics, Encoding.RLE_DICTIONARY);
            return;
        }
        choice.gaveUp();
        BytesBounds all = new BytesBounds(fixed > 0);
        plain(bytes, from - shift, to - shift, all);
        all.into(statistics);
        emit(rows, from, to, plain.input(), statistics, Encoding.PLAIN);
    }

    @Override
    void end() throws IOException {
        if (choice.used()) {
            plain.clear();
            for (int id = 0; id < dictionary.size(); id++) {
                put(dictionary.arena(), dictionary.offset(id), dictionary.length(id));
            }
            pages().writeDictionaryPage(new DictionaryPage(plain.input(), dictionary.size(), Encoding.PLAIN));
        }
    }

    @Override
    long dictionaryBytes() {
        return choice.used() ? dictionary.bytes() : 0;
    }

    /** Looks up every value; bounds need only the entries that the page uses. False when the dictionary is full. */
    private boolean encode(BytesVector bytes, int from, int to, BytesBounds bounds) {
        int[] target = ids.room(to - from);
        int before = dictionary.size();
        int count = 0;
        page++;
        for (int row = from; row < to; row++) {
            if (!bytes.isNull(row)) {
                int id = dictionary.id(bytes.arena(), bytes.offset(row), bytes.length(row));
                if (id < 0) {
                    dictionary.shrink(before);
                    return false;
                }
                target[count++] = id;
                if (isFirstInPage(id)) {
                    bounds.add(bytes.arena(), bytes.offset(row), bytes.length(row));
                }
            }
        }
        return true;
    }

    private boolean isFirstInPage(int id) {
        if (id >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(id + 1, Math.max(64, seen.length << 1)));
        }
        boolean first = seen[id] != page;
        seen[id] = page;
        return first;
    }

    private void plain(BytesVector bytes, int from, int to, BytesBounds bounds) {
        plain.clear();
        for (int row = from; row < to; row++) {
            if (!bytes.isNull(row)) {
                int offset = bytes.offset(row);
                int length = bytes.length(row);
                bounds.add(bytes.arena(), offset, length);
                put(bytes.arena(), offset, length);
            }
        }
    }

    private void put(byte[] source, int from, int length) {
        if (fixed == 0) {
            plain.int32(length);
        }
        plain.copy(source, from, length);
    }

    /** The least and the greatest value, in unsigned byte order, or as signed numbers where the length is fixed. */
    private static final class BytesBounds {
        private final boolean signed;
        private boolean any;
        private byte[] min = new byte[0];
        private int minFrom;
        private int minLength;
        private byte[] max = new byte[0];
        private int maxFrom;
        private int maxLength;

        private BytesBounds(boolean signed) {
            this.signed = signed;
        }

        void add(byte[] source, int from, int length) {
            if (!any || compare(source, from, length, min, minFrom, minLength) < 0) {
                min = source;
                minFrom = from;
                minLength = length;
            }
            if (!any || compare(source, from, length, max, maxFrom, maxLength) > 0) {
                max = source;
                maxFrom = from;
                maxLength = length;
            }
            any = true;
        }

        void into(Statistics<?> statistics) {
            statistics.updateStats(
                    Binary.fromConstantByteArray(min, minFrom, minLength).copy());
            statistics.updateStats(
                    Binary.fromConstantByteArray(max, maxFrom, maxLength).copy());
        }

        private int compare(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
            if (signed && (a[aFrom] ^ b[bFrom]) < 0) {
                return a[aFrom] < 0 ? -1 : 1;
            }
            return Arrays.compareUnsigned(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
        }
    }
}
