package dev.ingest.data;

import java.util.Arrays;
import java.util.BitSet;

/** Some rows of a table, a vector a column. Filled by a reader, emptied by an encoder, reused from a small pool. */
public final class ColumnBatch {
    private final Schema schema;
    private final Vector[] vectors;
    private final int capacity;

    /** An empty batch for at most {@code capacity} rows. */
    public ColumnBatch(Schema schema, int capacity) {
        this.schema = schema;
        this.capacity = capacity;
        this.vectors = new Vector[schema.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = Vector.of(schema.column(i).type(), capacity);
        }
    }

    private ColumnBatch(ColumnBatch rows, Schema wider, Vector last) {
        this.schema = wider;
        this.capacity = rows.capacity;
        this.vectors = Arrays.copyOf(rows.vectors, rows.vectors.length + 1);
        this.vectors[rows.vectors.length] = last;
    }

    public Schema schema() {
        return schema;
    }

    public int capacity() {
        return capacity;
    }

    /** Whole rows held; a table with no columns has none. */
    public int rows() {
        return vectors.length == 0 ? 0 : vectors[vectors.length - 1].size();
    }

    public Vector vector(int column) {
        return vectors[column];
    }

    public LongVector longs(int column) {
        return (LongVector) vectors[column];
    }

    public DoubleVector doubles(int column) {
        return (DoubleVector) vectors[column];
    }

    public WideVector wides(int column) {
        return (WideVector) vectors[column];
    }

    public BytesVector bytes(int column) {
        return (BytesVector) vectors[column];
    }

    /** Bytes that the rows now held take. */
    public long bytes() {
        long bytes = 0;
        for (Vector vector : vectors) {
            bytes += vector.bytes();
        }
        return bytes;
    }

    /** A view of the rows now held with one more column, {@code last}, which has as many. */
    public ColumnBatch with(Schema wider, Vector last) {
        return new ColumnBatch(this, wider, last);
    }

    /** Appends row {@code row} of {@code other}, a batch of the same schema. */
    public void appendFrom(ColumnBatch other, int row) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i].appendFrom(other.vectors[i], row);
        }
    }

    /** Removes the rows at {@code positions}. Rare, so it copies the rows that stay. */
    public void remove(BitSet positions) {
        int rows = rows();
        int stay = rows - positions.cardinality();
        ColumnBatch kept = new ColumnBatch(schema, stay);
        for (int row = positions.nextClearBit(0); row < rows; row = positions.nextClearBit(row + 1)) {
            kept.appendFrom(this, row);
        }
        clear();
        for (int row = 0; row < kept.rows(); row++) {
            appendFrom(kept, row);
        }
    }

    /** Forgets the rows from position {@code rows} on; there are few of them. */
    public void truncate(int rows) {
        for (Vector vector : vectors) {
            vector.truncate(rows);
        }
    }

    /** Forgets all rows; memory is kept. */
    public void clear() {
        for (Vector vector : vectors) {
            vector.clear();
        }
    }
}
