package dev.ingest.source.jdbc;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Vector;
import dev.ingest.source.BatchReader;
import dev.ingest.source.TableBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a driver's result into batches. */
public final class ResultSetReader implements BatchReader {
    /** A source that trickles is handed on in small batches: whoever watches it sees that it is alive. */
    private static final long LONG_NANOS = Duration.ofSeconds(10).toNanos();

    /** All columns are looked at once in so many rows, and in between those alone whose values vary in length. */
    private static final int ROWS_A_LOOK = 64;

    private final String table;
    private final ResultSet rows;
    private final ColumnFiller[] fillers;
    private final List<ColumnLimits> limits;
    private final FailureTable failures;
    private final RowOrigin origin;
    private State state = State.ROWS;

    private enum State {
        ROWS,
        COMPLETE,
        CLOSED
    }

    /**
     * @param table as people write it
     * @param rows of the request; closed by {@code origin}
     * @param fillers one a column
     * @param limits what counts values that landed as null
     */
    public ResultSetReader(
            String table,
            ResultSet rows,
            List<ColumnFiller> fillers,
            List<ColumnLimits> limits,
            FailureTable failures,
            RowOrigin origin) {
        this.table = table;
        this.rows = rows;
        this.fillers = fillers.toArray(ColumnFiller[]::new);
        this.limits = List.copyOf(limits);
        this.failures = failures;
        this.origin = origin;
    }

    @Override
    public Optional<TableBatch> read(ColumnBatch spare, long maxBytes) {
        if (state != State.ROWS) {
            return Optional.empty();
        }
        try {
            origin.checkWanted();
            return fill(spare, maxBytes) > 0 ? Optional.of(TableBatch.own(spare)) : Optional.empty();
        } catch (SQLException | RuntimeException failure) {
            throw failures.explain(table, failure);
        }
    }

    @Override
    public long unrepresentable() {
        return limits.stream().mapToLong(ColumnLimits::nulled).sum();
    }

    @Override
    public void close() {
        if (state != State.CLOSED) {
            boolean complete = state == State.COMPLETE;
            state = State.CLOSED;
            if (complete) {
                origin.complete();
            } else {
                origin.abandon();
            }
        }
    }

    /** Rows added. The row that fills the batch belongs to it: a driver does not take rows back. */
    private int fill(ColumnBatch batch, long maxBytes) throws SQLException {
        long began = System.nanoTime();
        Vector[] vectors = new Vector[fillers.length];
        List<BytesVector> varying = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = batch.vector(i);
            if (vectors[i] instanceof BytesVector bytes) {
                varying.add(bytes);
            }
        }
        BytesVector[] texts = varying.toArray(BytesVector[]::new);
        int added = 0;
        int room = batch.capacity() - batch.rows();
        while (added < room) {
            if (!rows.next()) {
                origin.confirm();
                state = State.COMPLETE;
                return added;
            }
            for (int i = 0; i < vectors.length; i++) {
                fillers[i].fill(rows, i + 1, vectors[i]);
            }
            added++;
            boolean full = added % ROWS_A_LOOK == 1 ? batch.bytes() >= maxBytes : bytes(texts) >= maxBytes;
            if (full || System.nanoTime() - began > LONG_NANOS) {
                return added;
            }
        }
        return added;
    }

    private static long bytes(BytesVector[] texts) {
        long bytes = 0;
        for (BytesVector text : texts) {
            bytes += text.end();
        }
        return bytes;
    }
}
