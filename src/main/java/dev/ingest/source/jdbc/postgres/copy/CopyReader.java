package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnBatch;
import dev.ingest.source.BatchReader;
import dev.ingest.source.TableBatch;
import dev.ingest.source.jdbc.RowOrigin;
import java.sql.SQLException;
import java.util.Optional;

/** Reads a binary COPY into batches, and knows at its end that it was the end. */
public final class CopyReader implements BatchReader {
    private static final int TRAILER = -1;

    private final String table;
    private final CopyStream stream;
    private final RowDecoder decoder;
    private final ReadFailures failures;
    private final RowOrigin origin;
    private State state = State.ROWS;

    private enum State {
        ROWS,
        COMPLETE,
        CLOSED
    }

    public CopyReader(String table, CopyStream stream, RowDecoder decoder, ReadFailures failures, RowOrigin origin) {
        this.table = table;
        this.stream = stream;
        this.decoder = decoder;
        this.failures = failures;
        this.origin = origin;
    }

    @Override
    public Optional<TableBatch> read(ColumnBatch spare, long maxBytes) {
        if (state != State.ROWS) {
            return Optional.empty();
        }
        try {
            return fill(spare, maxBytes) > 0 ? Optional.of(TableBatch.own(spare)) : Optional.empty();
        } catch (SQLException | RuntimeException failure) {
            throw ReadFailures.isNoText(failure)
                    ? failures.noText(table, decoder.texts(), failure)
                    : failures.explain(table, failure);
        }
    }

    @Override
    public long unrepresentable() {
        return decoder.unrepresentable();
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

    /**
     * Rows added. A row too wide for what is left of the batch waits for the next one. A source that trickles is handed on in
     * small batches: whoever watches it sees that it is alive.
     */
    private int fill(ColumnBatch batch, long maxBytes) throws SQLException {
        long began = stream.nanos();
        int rows = 0;
        while (rows < batch.capacity() && stream.nanos() - began <= CopyStream.LONG_NANOS) {
            int fields = nextRow();
            if (fields == TRAILER) {
                origin.confirm();
                state = State.COMPLETE;
                return rows;
            }
            decoder.checkFields(fields);
            if (!stream.needRow(fields)) {
                throw failures.cutOff(table);
            }
            int taken = decoder.decode(stream, batch, maxBytes - batch.bytes());
            if (taken == 0) {
                return rows;
            }
            rows += taken;
        }
        return rows;
    }

    /** The number of fields of the next row, which stays to be skipped; at the trailer, makes sure that it is the end. */
    private int nextRow() throws SQLException {
        stream.gather();
        if (!stream.need(Short.BYTES)) {
            throw failures.cutOff(table);
        }
        int fields = stream.peekShort();
        if (fields == TRAILER) {
            stream.skip(Short.BYTES);
            if (stream.need(1)) {
                throw new SQLException("bytes follow the trailer of the server's COPY", "08P01");
            }
        }
        return fields;
    }
}
