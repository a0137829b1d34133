package dev.ingest.engine.stage;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.data.VectorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows of one partition that wait to be written, in batches that grow with it so that memory follows the rows. */
final class RowBuffer {
    private static final int ROWS_AT_FIRST = 16;
    /** A position is a batch's number and, in this many bits, a row's number in it. */
    private static final int ROW_BITS = 12;

    private final Schema schema;
    private final long rowBytes;
    private final List<ColumnBatch> batches = new ArrayList<>();
    private long bytes;
    private int rows;

    RowBuffer(Schema schema) {
        this.schema = schema;
        this.rowBytes = rowBytes(schema);
    }

    /** About the heap that a row takes in a batch, its text aside. */
    static long rowBytes(Schema schema) {
        long bytes = 0;
        for (Column column : schema.columns()) {
            VectorKind kind = column.type().vector();
            bytes += kind == VectorKind.BYTES ? 20 : kind == VectorKind.WIDE ? 16 : 8;
        }
        return bytes;
    }

    int rows() {
        return rows;
    }

    /** About the heap that is held. */
    long bytes() {
        return bytes;
    }

    /** Appends a row; tells by how many bytes the buffer grew. */
    long append(ColumnBatch source, int row) {
        long before = bytes;
        ColumnBatch batch = batchWithRoom();
        batch.appendFrom(source, row);
        rows++;
        bytes += textBytes(source, row);
        return bytes - before;
    }

    private ColumnBatch batchWithRoom() {
        ColumnBatch last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
        if (last != null && last.rows() < last.capacity()) {
            return last;
        }
        int capacity = last == null ? ROWS_AT_FIRST : Math.min(2 * last.capacity(), 1 << ROW_BITS);
        ColumnBatch batch = new ColumnBatch(schema, capacity);
        batches.add(batch);
        bytes += capacity * rowBytes;
        return batch;
    }

    private long textBytes(ColumnBatch source, int row) {
        long sum = 0;
        for (int i = 0; i < schema.size(); i++) {
            if (schema.column(i).type().vector() == VectorKind.BYTES) {
                sum += source.bytes(i).length(row);
            }
        }
        return sum;
    }

    /**
     * Hands over all rows in {@code order} and forgets them.
     *
     * @param output an empty batch that carries them, time after time
     * @param outputBytes what {@code output} holds before it is handed over
     */
    void drain(RowOrder order, ColumnBatch output, long outputBytes, Consumer<ColumnBatch> target) {
        for (int position : positions(order)) {
            output.appendFrom(batch(position), row(position));
            if (output.rows() == output.capacity() || output.bytes() >= outputBytes) {
                target.accept(output);
                output.clear();
            }
        }
        if (output.rows() > 0) {
            target.accept(output);
            output.clear();
        }
        batches.clear();
        rows = 0;
        bytes = 0;
    }

    private int[] positions(RowOrder order) {
        int[] positions = new int[rows];
        int count = 0;
        for (int batch = 0; batch < batches.size(); batch++) {
            for (int row = 0; row < batches.get(batch).rows(); row++) {
                positions[count++] = (batch << ROW_BITS) | row;
            }
        }
        return order.isNone()
                ? positions
                : MergeSort.sorted(
                        positions, (left, right) -> order.compare(batch(left), row(left), batch(right), row(right)));
    }

    private ColumnBatch batch(int position) {
        return batches.get(position >>> ROW_BITS);
    }

    private static int row(int position) {
        return position & ((1 << ROW_BITS) - 1);
    }
}
