package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntBinaryOperator;

/** Rows of one partition that wait to be written, in small batches so that memory follows the rows. */
final class RowBuffer {
    private final Schema schema;
    private final int batchRows;
    private final long batchBytes;
    private final List<ColumnBatch> batches = new ArrayList<>();
    private long bytes;
    private int rows;

    /**
     * Holds nothing yet.
     *
     * @param batchRows rows a batch
     * @param batchBytes what an empty batch takes
     */
    RowBuffer(Schema schema, int batchRows, long batchBytes) {
        this.schema = schema;
        this.batchRows = batchRows;
        this.batchBytes = batchBytes;
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
        if (rows == batches.size() * batchRows) {
            batches.add(new ColumnBatch(schema, batchRows));
            bytes += batchBytes;
        }
        ColumnBatch last = batches.get(batches.size() - 1);
        last.appendFrom(source, row);
        rows++;
        bytes += textBytes(source, row);
        return bytes - before;
    }

    private long textBytes(ColumnBatch source, int row) {
        long sum = 0;
        for (int i = 0; i < schema.size(); i++) {
            if (schema.column(i).type().vector() == dev.ingest.data.VectorKind.BYTES) {
                sum += source.bytes(i).length(row);
            }
        }
        return sum;
    }

    /** Hands over all rows as they came, and forgets them. */
    void drain(Consumer<ColumnBatch> target) {
        batches.forEach(target);
        clear();
    }

    /** Hands over all rows in order, in batches of at most {@code outputRows} rows, and forgets them. */
    void drainSorted(RowOrder order, int outputRows, long outputBytes, Consumer<ColumnBatch> target) {
        ColumnBatch output = new ColumnBatch(schema, Math.min(outputRows, rows));
        for (int position : sorted(order)) {
            output.appendFrom(batches.get(position / batchRows), position % batchRows);
            if (output.rows() == output.capacity() || output.bytes() >= outputBytes) {
                target.accept(output);
                output.clear();
            }
        }
        if (output.rows() > 0) {
            target.accept(output);
        }
        clear();
    }

    private int[] sorted(RowOrder order) {
        ColumnBatch[] all = batches.toArray(new ColumnBatch[0]);
        IntBinaryOperator comparison = (left, right) ->
                order.compare(all[left / batchRows], left % batchRows, all[right / batchRows], right % batchRows);
        int[] positions = new int[rows];
        for (int i = 0; i < rows; i++) {
            positions[i] = i;
        }
        return MergeSort.sorted(positions, comparison);
    }

    private void clear() {
        batches.clear();
        rows = 0;
        bytes = 0;
    }
}
