package dev.ingest.engine.stage;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.StagingTicket;

/** Adds the load's id to rows on their way to a file, where the plan wants it there. */
final class LoadIdFill {
    private final LoadIdColumn wanted;
    private final Schema landed;
    private final String id;
    private BytesVector ids = new BytesVector(0);

    private LoadIdFill(LoadIdColumn wanted, Schema landed, String id) {
        this.wanted = wanted;
        this.landed = landed;
        this.id = id;
    }

    /** @param schema what was read */
    static LoadIdFill of(JobPlan plan, Schema schema, StagingTicket ticket) {
        LoadIdColumn wanted = plan.target().loadId();
        return wanted == LoadIdColumn.ABSENT
                ? none(schema)
                : new LoadIdFill(
                        wanted,
                        wanted.landed(schema),
                        ticket.load().map(LoadId::text).orElseThrow());
    }

    /** Adds nothing to rows of {@code schema}. */
    static LoadIdFill none(Schema schema) {
        return new LoadIdFill(LoadIdColumn.ABSENT, schema, "");
    }

    /** What the files hold. */
    Schema landed() {
        return landed;
    }

    /** The rows of {@code batch} as they land; good until that batch changes or the next one is asked for. */
    ColumnBatch behind(ColumnBatch batch) {
        if (wanted == LoadIdColumn.ABSENT) {
            return batch;
        }
        fill(batch.rows());
        return batch.with(landed, ids);
    }

    private void fill(int rows) {
        if (ids.capacity() < rows) {
            ids = new BytesVector(rows);
        } else if (ids.size() > rows) {
            ids.clear();
        }
        while (ids.size() < rows) {
            ids.append(id);
        }
    }
}
