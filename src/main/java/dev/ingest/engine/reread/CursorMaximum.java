package dev.ingest.engine.reread;

import dev.ingest.data.BytesVector;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The highest cursor value of the rows seen. One for each slice, merged when the slice has ended. */
public final class CursorMaximum {
    private final Optional<Cursor> cursor;
    private final int column;
    private final ColumnType type;
    /** Whether a number travels as text, whose bytes are in another order. */
    private final boolean writtenNumber;

    private boolean present;
    private long high;
    private long low;
    private byte @Nullable [] bytes;

    private CursorMaximum(Optional<Cursor> cursor, int column, ColumnType type) {
        this.cursor = cursor;
        this.column = column;
        this.type = type;
        this.writtenNumber = type instanceof ColumnType.Text
                && cursor.filter(found -> found.type() != CursorType.TEXT).isPresent();
    }

    public static CursorMaximum of(JobPlan plan) {
        if (plan.reading().cursor().isEmpty()) {
            return new CursorMaximum(Optional.empty(), -1, ColumnType.TEXT);
        }
        int column = plan.reading()
                .schema()
                .indexOf(plan.reading().cursor().get().landed())
                .orElseThrow();
        return new CursorMaximum(
                plan.reading().cursor(),
                column,
                plan.reading().schema().column(column).type());
    }

    /** Another of the same plan that has seen nothing. */
    public CursorMaximum empty() {
        return new CursorMaximum(cursor, column, type);
    }

    /** Looks at every row of {@code batch}. */
    public void add(ColumnBatch batch) {
        if (cursor.isEmpty()) {
            return;
        }
        Vector vector = batch.vector(column);
        for (int row = 0; row < vector.size(); row++) {
            if (!vector.isNull(row)) {
                offer(vector, row);
            }
        }
    }

    /** Looks at one row, which is no null: above 0 when it is the highest now, 0 when it equals the highest. */
    int offer(Vector vector, int row) {
        int order = present ? compare(vector, row) : 1;
        if (order > 0) {
            replace(vector, row);
        }
        return order;
    }

    /** Takes in what another slice saw. */
    public synchronized void merge(CursorMaximum other) {
        if (other.present && (!present || compareTo(other) < 0)) {
            present = true;
            high = other.high;
            low = other.low;
            bytes = other.bytes;
        }
    }

    /** Canonical text of the highest value; empty when no row had one. */
    public Optional<String> text() {
        if (!present) {
            return Optional.empty();
        }
        byte[] utf8 = bytes == null ? new byte[0] : bytes;
        return Optional.of(
                new CursorBits(type, high, low, utf8).text(cursor.orElseThrow().type()));
    }

    private void replace(Vector vector, int row) {
        present = true;
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
        return compare(text.arena(), from, from + text.length(row), bytes == null ? new byte[0] : bytes);
    }

    private int compareTo(CursorMaximum other) {
        if (bytes != null && other.bytes != null) {
            return compare(bytes, 0, bytes.length, other.bytes);
        }
        int order = Long.compare(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    private int compare(byte[] left, int from, int to, byte[] right) {
        if (writtenNumber) {
            return number(left, from, to).compareTo(number(right, 0, right.length));
        }
        return Arrays.compareUnsigned(left, from, to, right, 0, right.length);
    }

    private static BigDecimal number(byte[] text, int from, int to) {
        return new BigDecimal(new String(text, from, to - from, StandardCharsets.UTF_8));
    }
}
