package dev.ingest.source.jdbc;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Vector;
import dev.ingest.data.VectorKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.PlannedColumn;
import dev.ingest.source.jdbc.dialect.PostgresReading;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A decoder a column, joined to the vectors of the batch that is being filled. */
final class RowDecoder {
    private static final int ANY = -1;
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final int OFFSET_BYTES = 4;

    private final PostgresReading.Wire[] wires;
    private final FieldDecoder[] decoders;
    private final int[] widths;
    private final Vector[] vectors;
    private final List<ColumnLimits> limits = new ArrayList<>();
    private final long fixedBytes;

    private RowDecoder(JobPlan plan) {
        int size = plan.columns().size();
        this.wires = new PostgresReading.Wire[size];
        this.decoders = new FieldDecoder[size];
        this.widths = new int[size];
        this.vectors = new Vector[size];
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            PlannedColumn column = plan.columns().get(i);
            PostgresReading reading = PostgresReading.parse(column.reading());
            ColumnLimits limit = new ColumnLimits(plan, column, reading.unrepresentable());
            limits.add(limit);
            wires[i] = reading.form().wire();
            decoders[i] = decoder(wires[i], limit);
            widths[i] = width(wires[i]);
            bytes += slot(column.column().type().vector());
        }
        this.fixedBytes = bytes;
    }

    static RowDecoder of(JobPlan plan) {
        return new RowDecoder(plan);
    }

    /** Bytes that a row takes in a batch, at most, beside those of its texts. */
    long fixedBytes() {
        return fixedBytes;
    }

    long unrepresentable() {
        return limits.stream().mapToLong(ColumnLimits::nulled).sum();
    }

    /** From now on rows go into {@code batch}. */
    void into(ColumnBatch batch) {
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = batch.vector(i);
        }
    }

    /** Appends the row of {@code fields} fields that begins at the stream's position; false where the stream ends in it. */
    boolean decode(CopyStream stream, int fields) throws SQLException {
        if (fields != decoders.length) {
            throw new SQLException("a row has " + fields + " fields, not " + decoders.length, "08P01");
        }
        byte[] bytes = stream.bytes();
        int at = stream.position();
        for (int i = 0; i < fields; i++) {
            int length = bytes.length - at < Integer.BYTES ? UNKNOWN : (int) FixedWidth.INT.get(bytes, at);
            if (length > bytes.length - at - Integer.BYTES || length == UNKNOWN) {
                stream.moveTo(at);
                if (!stream.needField()) {
                    return false;
                }
                bytes = stream.bytes();
                at = stream.position();
                length = (int) FixedWidth.INT.get(bytes, at);
            }
            at += Integer.BYTES;
            if (length < 0) {
                vectors[i].appendNull();
            } else {
                checkWidth(i, length);
                decode(i, bytes, at, length);
                at += length;
            }
        }
        stream.moveTo(at);
        return true;
    }

    /** The common types have call sites of their own, which the JVM inlines; one for all would be a search at every value. */
    private void decode(int column, byte[] bytes, int at, int length) {
        Vector vector = vectors[column];
        switch (wires[column]) {
            case INT4 -> FixedWidth.int4(bytes, at, length, vector);
            case INT8 -> FixedWidth.int8(bytes, at, length, vector);
            case BYTES -> FixedWidth.bytes(bytes, at, length, vector);
            case NUMERIC -> decoders[column].decode(bytes, at, length, vector);
            case DATE -> decoders[column].decode(bytes, at, length, vector);
            case TIMESTAMP -> decoders[column].decode(bytes, at, length, vector);
            default -> decoders[column].decode(bytes, at, length, vector);
        }
    }

    private void checkWidth(int column, int length) throws SQLException {
        if (widths[column] != ANY && widths[column] != length) {
            throw new SQLException(
                    "field " + (column + 1) + " has " + length + " bytes, not " + widths[column], "08P01");
        }
    }

    private static FieldDecoder decoder(PostgresReading.Wire wire, ColumnLimits limits) {
        return switch (wire) {
            case BOOL -> FixedWidth::bool;
            case INT2 -> FixedWidth::int2;
            case INT4 -> FixedWidth::int4;
            case INT8 -> FixedWidth::int8;
            case OID -> FixedWidth::oid;
            case FLOAT4 -> FixedWidth::float4;
            case FLOAT8 -> FixedWidth::float8;
            case NUMERIC -> new NumericDecoder(limits);
            case DATE -> new DateDecoder(limits);
            case TIMESTAMP -> new TimestampDecoder(limits, ((ColumnType.Timestamp) limits.type()).unit());
            case BYTES -> FixedWidth::bytes;
        };
    }

    private static int width(PostgresReading.Wire wire) {
        return switch (wire) {
            case BOOL -> 1;
            case INT2 -> Short.BYTES;
            case INT4, OID, FLOAT4, DATE -> Integer.BYTES;
            case INT8, FLOAT8, TIMESTAMP -> Long.BYTES;
            case NUMERIC, BYTES -> ANY;
        };
    }

    private static int slot(VectorKind kind) {
        return switch (kind) {
            case LONG, DOUBLE -> Long.BYTES;
            case WIDE -> 2 * Long.BYTES;
            case BYTES -> OFFSET_BYTES;
        };
    }
}
