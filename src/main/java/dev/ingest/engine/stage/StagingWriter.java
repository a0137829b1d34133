package dev.ingest.engine.stage;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingPath;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.TableBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a load's rows to staged files: those of its own table partitioned and sorted as its plan says, those of nested
 * data as they come. A batch with more columns than its table had ends the files that the table has open. For one thread
 * at a time.
 *
 * <p>Row groups of all open files together hold at most a quarter of the heap, rows that wait for their partition or to
 * be sorted an eighth; past that the largest holder gives way.
 */
public final class StagingWriter implements AutoCloseable {
    private static final int ROW_GROUP_SHARE = 4;

    private final JobPlan plan;
    private final StagingTicket ticket;
    private final long heapBytes;
    private final OpenFiles files;
    private final Map<List<String>, TableRows> tables = new LinkedHashMap<>();
    private boolean empty = true;

    public StagingWriter(JobPlan plan, StagingTicket ticket, LandingStore store) {
        this(plan, ticket, store, Runtime.getRuntime().maxMemory());
    }

    /** A writer that behaves as if the heap had {@code heapBytes}. */
    public StagingWriter(JobPlan plan, StagingTicket ticket, LandingStore store, long heapBytes) {
        this.plan = plan;
        this.ticket = ticket;
        this.heapBytes = heapBytes;
        String folder = plan.key().dataset() + "/" + LandingPath.STAGING + "/" + ticket.folder();
        this.files = new OpenFiles(store, folder, plan.target().files(), heapBytes / ROW_GROUP_SHARE);
        tables.put(List.of(), own(plan.reading().schema()));
    }

    /** Appends all rows of a batch, which may be reused afterwards. */
    public void write(TableBatch batch) {
        ColumnBatch rows = batch.rows();
        if (rows.rows() == 0) {
            return;
        }
        empty &= !batch.isOwn();
        TableRows table = tables.get(batch.path());
        if (table == null || !table.takes(rows.schema())) {
            if (table != null) {
                table.end();
            }
            table = batch.isOwn() ? own(rows.schema()) : nested(batch.path(), rows.schema());
            tables.put(batch.path(), table);
        }
        table.write(rows);
    }

    private TableRows own(Schema schema) {
        LandedTable table = LandedTable.own(plan);
        return new TableRows(
                table,
                schema,
                Partitioning.of(plan, schema),
                RowOrder.of(plan.target().sortedHere(), schema),
                LoadIdFill.of(plan, schema, ticket),
                files,
                heapBytes);
    }

    private TableRows nested(List<String> path, Schema schema) {
        return new TableRows(
                LandedTable.nested(plan, path),
                schema,
                Partitioning.NONE,
                RowOrder.of(List.of(), schema),
                LoadIdFill.none(schema),
                files,
                heapBytes);
    }

    /**
     * Finishes all files. A full load with no rows stages one empty file, so that the snapshot is empty; it stands as deep as
     * files with rows do, since hive readers want the same folders everywhere.
     *
     * @return every file of the load, each footer's rows checked; none of a table without one
     */
    public List<StagedTable> finish() {
        tables.values().forEach(TableRows::drain);
        if (empty && plan.loadType() == LoadType.FULL) {
            tables.computeIfAbsent(List.of(), path -> own(plan.reading().schema()))
                    .writeEmpty();
        }
        return files.finish();
    }

    /** Discards what is not finished. */
    @Override
    public void close() {
        files.close();
    }
}
