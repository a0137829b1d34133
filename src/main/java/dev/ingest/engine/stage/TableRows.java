package dev.ingest.engine.stage;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.option.FileOptions;
import java.util.ArrayList;
import java.util.List;

/** The rows of one table on their way to its files; those that must be divided or sorted wait until they are many. */
final class TableRows {
    private static final int WAITING_SHARE = 8;
    private static final int OUTPUT_SHARE = 64;
    private static final int OUTPUT_ROWS = 20_000;
    private static final long OUTPUT_BYTES = 4 << 20;

    private final LandedTable table;
    private final Schema schema;
    private final Partitioning partitioning;
    private final RowOrder order;
    private final LoadIdFill loadId;
    private final FileOptions options;
    private final OpenFiles files;
    private final long waitingBytes;
    private final ColumnBatch output;
    private final List<RowBuffer> waiting = new ArrayList<>();
    private long waitingNow;

    TableRows(
            LandedTable table,
            Schema schema,
            Partitioning partitioning,
            RowOrder order,
            LoadIdFill loadId,
            OpenFiles files,
            long heapBytes) {
        this.table = table;
        this.schema = schema;
        this.partitioning = partitioning;
        this.order = order;
        this.loadId = loadId;
        this.options = files.options();
        this.files = files;
        this.waitingBytes = heapBytes / WAITING_SHARE;
        long outputRows = Math.min(OUTPUT_ROWS, 1 + heapBytes / OUTPUT_SHARE / RowBuffer.rowBytes(schema));
        this.output = new ColumnBatch(schema, needsNoBuffer() ? 0 : (int) outputRows);
    }

    private boolean needsNoBuffer() {
        return partitioning.isConstant() && order.isNone();
    }

    /** Whether rows of {@code other} are of this table as it is. */
    boolean takes(Schema other) {
        return schema.columns().equals(other.columns());
    }

    /** Appends all rows of a batch, which may be reused afterwards. */
    void write(ColumnBatch batch) {
        if (needsNoBuffer()) {
            files.write(table, partitioning.constant(), loadId.behind(batch));
            return;
        }
        for (int row = 0; row < batch.rows(); row++) {
            append(batch, row);
        }
    }

    private void append(ColumnBatch batch, int row) {
        int partition = partitioning.isConstant() ? 0 : partitioning.partition(batch, row);
        if (partition == waiting.size()) {
            waiting.add(new RowBuffer(schema));
        }
        RowBuffer buffer = waiting.get(partition);
        waitingNow += buffer.append(batch, row);
        if (isFull(buffer)) {
            drain(partition);
        } else if (waitingNow > waitingBytes) {
            drainLargest();
        }
    }

    private boolean isFull(RowBuffer buffer) {
        return order.isNone()
                ? buffer.rows() >= OUTPUT_ROWS || buffer.bytes() >= OUTPUT_BYTES
                : buffer.rows() >= options.rowGroupRows() || buffer.bytes() >= options.rowGroupBytes();
    }

    private void drainLargest() {
        int largest = 0;
        for (int i = 1; i < waiting.size(); i++) {
            if (waiting.get(i).bytes() > waiting.get(largest).bytes()) {
                largest = i;
            }
        }
        drain(largest);
    }

    private void drain(int partition) {
        RowBuffer buffer = waiting.get(partition);
        String path = partitioning.isConstant() ? partitioning.constant() : partitioning.path(partition);
        waitingNow -= buffer.bytes();
        if (buffer.rows() > 0) {
            buffer.drain(order, output, OUTPUT_BYTES, batch -> files.write(table, path, loadId.behind(batch)));
            if (!order.isNone()) {
                files.endRowGroup(table, path);
            }
        }
    }

    /** Hands over all rows that wait and ends the table's files: what follows has other columns. */
    void end() {
        drain();
        files.finish(table);
    }

    /** Hands over all rows that wait. */
    void drain() {
        for (int partition = 0; partition < waiting.size(); partition++) {
            drain(partition);
        }
    }

    /** Stages a file without rows. */
    void writeEmpty() {
        files.writeEmpty(table, partitioning.empty(), loadId.landed());
    }
}
