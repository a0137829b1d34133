package dev.ingest.engine;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.FileOptions;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedFile;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a load's rows to staged files, partitioned and sorted as its plan says. For one thread at a time.
 *
 * <p>Row groups of all open files together hold at most a quarter of the heap, rows that wait for their partition or to
 * be sorted an eighth; past that the largest holder gives way.
 */
final class StagingWriter implements AutoCloseable {
    private static final int ROW_GROUP_SHARE = 4;
    private static final int WAITING_SHARE = 8;
    private static final int OUTPUT_SHARE = 64;
    private static final int OUTPUT_ROWS = 20_000;
    private static final long OUTPUT_BYTES = 4 << 20;

    private final JobPlan plan;
    private final Schema schema;
    private final Partitioning partitioning;
    private final RowOrder order;
    private final LoadIdFill loadId;
    private final OpenFiles files;
    private final long waitingBytes;
    private final ColumnBatch output;
    private final List<RowBuffer> waiting = new ArrayList<>();
    private long waitingNow;
    private long rows;

    StagingWriter(JobPlan plan, LoadId loadId, LandingStore store) {
        this(plan, loadId, store, Runtime.getRuntime().maxMemory());
    }

    /** A writer that behaves as if the heap had {@code heapBytes}. */
    StagingWriter(JobPlan plan, LoadId loadId, LandingStore store, long heapBytes) {
        this.plan = plan;
        this.schema = plan.schema();
        this.partitioning = Partitioning.of(plan);
        this.order = RowOrder.of(plan.target().sortedHere(), schema);
        this.loadId = LoadIdFill.of(plan, loadId);
        String folder = plan.key().dataset() + "/" + LandingPath.STAGING + "/" + loadId;
        this.files = new OpenFiles(store, folder, plan.landed(), plan.target().files(), heapBytes / ROW_GROUP_SHARE);
        this.waitingBytes = heapBytes / WAITING_SHARE;
        long outputRows = Math.min(OUTPUT_ROWS, 1 + heapBytes / OUTPUT_SHARE / RowBuffer.rowBytes(schema));
        this.output = new ColumnBatch(schema, needsNoBuffer() ? 0 : (int) outputRows);
    }

    private boolean needsNoBuffer() {
        return partitioning.isConstant() && order.isNone();
    }

    /** Appends all rows of a batch, which may be reused afterwards. */
    void write(ColumnBatch batch) {
        rows += batch.rows();
        if (needsNoBuffer()) {
            files.write(partitioning.constant(), loadId.behind(batch));
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
        FileOptions options = plan.target().files();
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
            buffer.drain(order, output, OUTPUT_BYTES, batch -> files.write(path, loadId.behind(batch)));
            if (!order.isNone()) {
                files.endRowGroup(path);
            }
        }
    }

    /**
     * Finishes all files. A full load with no rows stages one empty file, so that the snapshot is empty; it stands as deep as
     * files with rows do, since hive readers want the same folders everywhere.
     *
     * @return every file of the load, each footer's rows checked
     */
    List<StagedFile> finish() {
        for (int partition = 0; partition < waiting.size(); partition++) {
            drain(partition);
        }
        if (rows == 0 && plan.loadType() == LoadType.FULL) {
            files.writeEmpty(partitioning.empty());
        }
        return files.finish();
    }

    /** Discards what is not finished. */
    @Override
    public void close() {
        files.close();
    }
}
