package dev.ingest.engine;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.job.Cursor;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The highest cursor value of the rows seen, and the hashes of the rows that hold it where the next load will read them
 * again. One for each slice, merged when the slice has ended.
 */
final class CursorMaximum {
    private final Optional<Cursor> cursor;
    private final int column;
    private final ColumnType type;
    private final boolean hashes;
    private final RowHasher hasher;

    private boolean present;
    private long high;
    private long low;
    private byte @Nullable [] bytes;
    private final List<RowHash> rows = new ArrayList<>();

    private CursorMaximum(Optional<Cursor> cursor, int column, ColumnType type, boolean hashes, RowHasher hasher) {
        this.cursor = cursor;
        this.column = column;
        this.type = type;
        this.hashes = hashes;
        this.hasher = hasher;
    }

    static CursorMaximum of(JobPlan plan) {
        RowHasher hasher = new RowHasher(plan.schema());
        if (plan.cursor().isEmpty()) {
            return new CursorMaximum(Optional.empty(), -1, ColumnType.TEXT, false, hasher);
        }
        Cursor cursor = plan.cursor().get();
        int column = plan.schema().indexOf(cursor.landed()).orElseThrow();
        ColumnType type = plan.schema().column(column).type();
        return new CursorMaximum(plan.cursor(), column, type, cursor.readsBoundaryAgain(), hasher);
    }

    /** Another of the same plan that has seen nothing. */
    CursorMaximum empty() {
        return new CursorMaximum(cursor, column, type, hashes, hasher);
    }

    /** Looks at every row of {@code batch}. */
    void add(ColumnBatch batch) {
        if (cursor.isEmpty()) {
            return;
        }
        Vector vector = batch.vector(column);
        for (int row = 0; row < vector.size(); row++) {
            if (!vector.isNull(row)) {
                int order = present ? compare(vector, row) : 1;
                if (order > 0) {
                    replace(vector, row);
                }
                if (hashes && order >= 0) {
                    rows.add(hasher.hash(batch, row));
                }
            }
        }
    }

    /** Takes in what another slice saw. */
    synchronized void merge(CursorMaximum other) {
        if (!other.present) {
            return;
        }
        int order = present ? -compareTo(other) : 1;
        if (order > 0) {
            present = true;
            high = other.high;
            low = other.low;
            bytes = other.bytes;
            rows.clear();
        }
        if (order >= 0) {
            rows.addAll(other.rows);
        }
    }

    /** Canonical text of the highest value; empty when no row had one. */
    Optional<String> text() {
        if (!present) {
            return Optional.empty();
        }
        byte[] utf8 = bytes == null ? new byte[0] : bytes;
        return Optional.of(
                new CursorBits(type, high, low, utf8).text(cursor.orElseThrow().type()));
    }

    /** Hashes of the rows at the highest value, one for each row. */
    List<RowHash> rows() {
        return rows;
    }

    private void replace(Vector vector, int row) {
        present = true;
        rows.clear();
        if (vector instanceof LongVector longs) {
            high = longs.at(row) >> 63;
            low = longs.at(row);
        } else if (vector instanceof WideVector wide) {
            high = wide.high(row);
            low = wide.low(row);
        } else {
            BytesVector text = (BytesVector) vector;
            bytes = Arrays.copyOfRange(text.arena(), text.offset(row), text.offset(row) + text.length(row));
        }
    }

    /** The sign of the value at {@code row} less the maximum. */
    private int compare(Vector vector, int row) {
        if (vector instanceof LongVector longs) {
            return Long.compare(longs.at(row), low);
        }
        if (vector instanceof WideVector wide) {
            int order = Long.compare(wide.high(row), high);
            return order != 0 ? order : Long.compareUnsigned(wide.low(row), low);
        }
        BytesVector text = (BytesVector) vector;
        int from = text.offset(row);
        byte[] now = bytes == null ? new byte[0] : bytes;
        return Arrays.compareUnsigned(text.arena(), from, from + text.length(row), now, 0, now.length);
    }

    private int compareTo(CursorMaximum other) {
        if (bytes != null && other.bytes != null) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
        int order = Long.compare(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }
}
