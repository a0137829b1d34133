package dev.ingest.job;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of rows, as many times each as there are such rows, in ascending order. There may be millions: they stand in
 * chunks of a quarter of a megabyte, which a small heap has room for, and cost nothing beside their 16 bytes.
 */
public final class RowHashes {
    /** The most that a load keeps. */
    public static final int MOST = 5_000_000;

    /** Bytes of a hash in a file. */
    public static final int WIDTH = 16;

    public static final RowHashes NONE = new Builder().build();

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final long[][] chunks;
    private final int size;
    private final Optional<Schema> columns;

    private RowHashes(long[][] chunks, int size, Optional<Schema> columns) {
        this.chunks = chunks;
        this.size = size;
        this.columns = columns;
    }

    /** Gathers hashes in any order. */
    public static final class Builder {
        private static final int FIRST = 8;

        /** High and low halves in turn; all but the last are full. */
        private final List<long[]> chunks = new ArrayList<>();

        private long[] last = new long[2 * FIRST];
        private int used;

        public int size() {
            return chunks.size() * CHUNK + used / 2;
        }

        public void add(long high, long low) {
            if (used == last.length) {
                grow();
            }
            last[used++] = high;
            last[used++] = low;
        }

        /** Adds all that {@code other} has gathered. */
        public void addAll(Builder other) {
            other.chunks.forEach(chunk -> add(chunk, chunk.length));
            add(other.last, other.used);
        }

        /** The hashes, sorted; the builder is of no use afterwards. */
        public RowHashes build() {
            int size = size();
            chunks.add(last);
            RowHashes hashes = new RowHashes(chunks.toArray(long[][]::new), size, Optional.empty());
            hashes.sort(0, size - 1);
            return hashes;
        }

        private void add(long[] halves, int length) {
            for (int i = 0; i < length; i += 2) {
                add(halves[i], halves[i + 1]);
            }
        }

        private void grow() {
            if (used == 2 * CHUNK) {
                chunks.add(last);
                last = new long[2 * CHUNK];
                used = 0;
            } else {
                last = Arrays.copyOf(last, 2 * used);
            }
        }
    }

    /**
     * The hashes that stand in {@code content}, 16 bytes each, big-endian, in any order.
     *
     * @throws IllegalArgumentException when its length is no multiple of 16
     */
    public static RowHashes of(byte[] content) {
        return of(ByteBuffer.wrap(content));
    }

    /** Those that stand in what is left of {@code bytes}. */
    public static RowHashes of(ByteBuffer bytes) {
        if (bytes.remaining() % WIDTH != 0) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes are no row hashes");
        }
        Builder builder = new Builder();
        while (bytes.hasRemaining()) {
            builder.add(bytes.getLong(), bytes.getLong());
        }
        return builder.build();
    }

    /** The same hashes, known to be taken over rows of {@code schema}. */
    public RowHashes over(Schema schema) {
        return new RowHashes(chunks, size, Optional.of(schema));
    }

    /** The columns that the hashes are taken over, as their types stored them then; empty where nothing tells. */
    public Optional<Schema> columns() {
        return columns;
    }

    /** Columns that the hashes are taken over and that rows of {@code read} do not tell: without them none is recognised. */
    public List<String> missing(Schema read) {
        return columns.stream()
                .flatMap(taken -> taken.columns().stream())
                .filter(column -> read.columns().stream()
                        .noneMatch(candidate -> candidate.name().equals(column.name())
                                && ColumnType.readTogether(candidate.type(), column.type())))
                .map(Column::name)
                .toList();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long high(int index) {
        return chunks[index >>> CHUNK_BITS][(index & CHUNK - 1) << 1];
    }

    public long low(int index) {
        return chunks[index >>> CHUNK_BITS][((index & CHUNK - 1) << 1) + 1];
    }

    /** The index of the first hash that is not below the one given; {@link #size()} when all are. */
    public int firstNotBelow(long high, long low) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (compare(middle, high, low) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** 16 bytes a hash, big-endian. */
    public byte[] bytes() {
        return bytes(new byte[0]);
    }

    /** The same, behind {@code header}. */
    public byte[] bytes(byte[] header) {
        ByteBuffer bytes = ByteBuffer.allocate(header.length + size * WIDTH).put(header);
        for (int i = 0; i < size; i++) {
            bytes.putLong(high(i)).putLong(low(i));
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof RowHashes rows) || rows.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (rows.compare(i, high(i), low(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return size == 0 ? 0 : Long.hashCode(size ^ high(0) ^ low(size - 1));
    }

    @Override
    public String toString() {
        return size + " row hashes";
    }

    private int compare(int index, long high, long low) {
        int order = Long.compareUnsigned(high(index), high);
        return order != 0 ? order : Long.compareUnsigned(low(index), low);
    }

    /** Quicksort in three parts, in place: rows that are the same have the same hash. */
    private void sort(int first, int last) {
        int from = first;
        int to = last;
        while (from < to) {
            int middle = (from + to) >>> 1;
            long high = high(middle);
            long low = low(middle);
            int below = from;
            int above = to;
            int at = from;
            while (at <= above) {
                int order = compare(at, high, low);
                if (order < 0) {
                    swap(at++, below++);
                } else if (order > 0) {
                    swap(at, above--);
                } else {
                    at++;
                }
            }
            if (below - from < to - above) {
                sort(from, below - 1);
                from = above + 1;
            } else {
                sort(above + 1, to);
                to = below - 1;
            }
        }
    }

    private void swap(int left, int right) {
        if (left != right) {
            long high = high(left);
            long low = low(left);
            put(left, high(right), low(right));
            put(right, high, low);
        }
    }

    private void put(int index, long high, long low) {
        long[] chunk = chunks[index >>> CHUNK_BITS];
        int at = (index & CHUNK - 1) << 1;
        chunk[at] = high;
        chunk[at + 1] = low;
    }
}
