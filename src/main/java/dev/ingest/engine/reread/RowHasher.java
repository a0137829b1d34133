package dev.ingest.engine.reread;

import dev.ingest.data.BytesVector;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.DoubleVector;
import dev.ingest.data.LongVector;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.job.RowHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * 128-bit hashes of rows. They are kept in the lake between loads, so the function may never change: a row's hash is the
 * sum over its columns of a mix of column name and value. Nulls add nothing, so that a new column full of nulls, or
 * another order of columns, leaves hashes as they were. Rows that landed in other types are hashed as they were then.
 */
final class RowHasher {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long OTHER = 0xC2B2AE3D27D4EB4FL;

    private final List<Part> parts;

    /** Hashes of rows of {@code read} over the columns of {@code taken}, in the types that these had; all of them are read. */
    RowHasher(Schema read, Schema taken) {
        this.parts =
                taken.columns().stream().map(column -> Part.of(read, column)).toList();
    }

    /**
     * A column's share in a hash.
     *
     * @param former tells its value as its type then held it; absent where the types hold it alike
     */
    private record Part(int column, long name, Optional<FormerValue> former) {
        static Part of(Schema read, Column taken) {
            int column = read.indexOf(taken.name()).orElseThrow();
            byte[] utf8 = taken.name().getBytes(StandardCharsets.UTF_8);
            long name = bytes(GOLDEN, utf8, 0, utf8.length);
            return new Part(column, name, FormerValue.of(read.column(column).type(), taken.type()));
        }

        long high(Vector vector, int row) {
            return hash(name, vector, row);
        }

        long low(Vector vector, int row) {
            return hash(name ^ OTHER, vector, row);
        }

        private long hash(long seed, Vector vector, int row) {
            return former.isEmpty() ? value(seed, vector, row) : former.get().hash(seed, vector, row);
        }
    }

    /** Whether the hashes are over all of {@code columns}, as they are read. */
    boolean isOver(Schema columns) {
        return parts.size() == columns.size()
                && parts.stream().noneMatch(part -> part.former().isPresent());
    }

    RowHash hash(ColumnBatch batch, int row) {
        long high = 0;
        long low = 0;
        for (Part part : parts) {
            Vector vector = batch.vector(part.column());
            if (!vector.isNull(row)) {
                high += part.high(vector, row);
                low += part.low(vector, row);
            }
        }
        return new RowHash(high, low);
    }

    private static long value(long seed, Vector vector, int row) {
        if (vector instanceof LongVector longs) {
            return mix(seed, longs.at(row));
        }
        if (vector instanceof DoubleVector doubles) {
            return mix(seed, Double.doubleToLongBits(doubles.at(row)));
        }
        if (vector instanceof WideVector wide) {
            return wide(seed, wide.high(row), wide.low(row));
        }
        BytesVector text = (BytesVector) vector;
        return bytes(seed, text.arena(), text.offset(row), text.length(row));
    }

    static long wide(long seed, long high, long low) {
        return mix(mix(seed, high), low);
    }

    static long bytes(long seed, byte[] source, int from, int length) {
        long hash = mix(seed, length);
        int at = from;
        int end = from + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash, (long) LONGS.get(source, at));
        }
        long tail = 0;
        for (; at < end; at++) {
            tail = tail << 8 | (source[at] & 0xFF);
        }
        return mix(hash, tail);
    }

    /** A bijection of {@code value} for each {@code seed}, by the finalizer of SplitMix64. */
    static long mix(long seed, long value) {
        long z = (seed ^ value) + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) * OTHER + seed;
    }
}
