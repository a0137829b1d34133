package dev.ingest.parquet;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ShortCopies;
import dev.ingest.data.Vector;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** Text and binary values as BYTE_ARRAY. */
final class BytesEncoder extends DictionaryEncoder<BytesDictionary> {
    private static final int LENGTH_BYTES = 4;

    private final ByteExtremes extremes = new ByteExtremes();
    private byte[] arena = {};
    private int[] offsets = {};
    private int first;

    BytesEncoder(int maxDictionaryBytes) {
        super(new BytesDictionary(LENGTH_BYTES), maxDictionaryBytes);
    }

    @Override
    public int pageEnd(Vector vector, int from, int to) {
        int[] starts = ((BytesVector) vector).offsets();
        if (starts[to] - starts[from] <= ColumnEncoder.PAGE_BYTES) {
            return to;
        }
        int found = Arrays.binarySearch(starts, from + 1, to + 1, starts[from] + ColumnEncoder.PAGE_BYTES);
        return Math.max(from + 1, found >= 0 ? found : -found - 2);
    }

    @Override
    void gather(Vector vector, int from, int to, int present, Scratch scratch) {
        BytesVector bytes = (BytesVector) vector;
        arena = bytes.arena();
        offsets = bytes.offsets();
        first = from;
        if (present < to - from) {
            offsets = compact(offsets, vector.validity(), from, to, scratch);
            first = 0;
        }
    }

    /** A null has no bytes, so the values that are left lie end to end. */
    private static int[] compact(int[] all, long[] validity, int from, int to, Scratch scratch) {
        int[] target = scratch.offsets(to - from + 1);
        int count = 0;
        for (int row = from; row < to; row++) {
            target[count] = all[row];
            count += (int) (validity[row >>> 6] >>> row) & 1;
        }
        target[count] = all[to];
        return target;
    }

    @Override
    boolean number(int[] ids, int count, int maxBytes) {
        return dictionary.number(arena, offsets, first, count, ids, maxBytes);
    }

    @Override
    void summarize(int count, Statistics<?> statistics) {
        extremes.begin(arena);
        for (int i = first; i < first + count; i++) {
            extremes.add(offsets[i], offsets[i + 1]);
        }
        record(arena, statistics);
    }

    @Override
    void summarize(int[] ids, int count, Statistics<?> statistics, Scratch scratch) {
        extremes.begin(dictionary.arena());
        long[] used = scratch.used(dictionary.size());
        for (int i = 0; i < count; i++) {
            int id = ids[i];
            if (((used[id >>> 6] >>> id) & 1) == 0) {
                used[id >>> 6] |= 1L << id;
                extremes.add(dictionary.start(id), dictionary.end(id));
            }
        }
        record(dictionary.arena(), statistics);
    }

    private void record(byte[] source, Statistics<?> statistics) {
        byte[] min = Arrays.copyOfRange(source, extremes.minStart(), extremes.minEnd());
        byte[] max = Arrays.copyOfRange(source, extremes.maxStart(), extremes.maxEnd());
        statistics.updateStats(Binary.fromConstantByteArray(min));
        statistics.updateStats(Binary.fromConstantByteArray(max));
    }

    @Override
    void writePlain(int count, PageBuffer page) {
        int start = offsets[first];
        long length = (long) offsets[first + count] - start + (long) LENGTH_BYTES * count;
        int at = page.reserve(Math.toIntExact(length));
        byte[] target = page.array();
        for (int i = first; i < first + count; i++) {
            int size = offsets[i + 1] - offsets[i];
            PageBuffer.INT.set(target, at, size);
            ShortCopies.copy(arena, offsets[i], target, at + LENGTH_BYTES, size);
            at += LENGTH_BYTES + size;
        }
    }
}
