package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.VectorKind;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.source.jdbc.ColumnLimits;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Moves rows from a stream to a batch: finds their fields, then decodes column after column. */
public final class RowDecoder {
    private static final int OFFSET_BYTES = 4;

    private final FieldDecoder[] decoders;
    private final List<ColumnLimits> limits = new ArrayList<>();
    private final RowBlock block;

    private RowDecoder(Reading reading) {
        int size = reading.columns().size();
        this.decoders = new FieldDecoder[size];
        int[] widths = new int[size];
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            PlannedColumn column = reading.columns().get(i);
            PostgresReading form = PostgresReading.parse(column.reading());
            ColumnLimits limit = new ColumnLimits(reading, column, form.unrepresentable());
            limits.add(limit);
            PostgresReading.Wire wire = form.form().wire();
            decoders[i] = decoder(wire, limit);
            widths[i] = width(wire);
            bytes += slot(column.column().type().vector());
        }
        this.block = new RowBlock(widths, bytes);
    }

    public static RowDecoder of(Reading reading) {
        return new RowDecoder(reading);
    }

    long unrepresentable() {
        long nulled = 0;
        for (ColumnLimits limit : limits) {
            nulled += limit.nulled();
        }
        return nulled;
    }

    /** The columns that are read as text. */
    List<String> texts() {
        return limits.stream()
                .filter(limit -> limit.type() instanceof ColumnType.Text)
                .map(ColumnLimits::source)
                .toList();
    }

    void checkFields(int fields) throws SQLException {
        if (fields != decoders.length) {
            throw new SQLException("a row has " + fields + " fields, not " + decoders.length, "08P01");
        }
    }

    /**
     * Appends rows that are whole at the stream's position to {@code batch}: no more than fit, and than {@code budget} bytes,
     * but always one to an empty batch.
     *
     * @return how many
     */
    int decode(CopyStream stream, ColumnBatch batch, long budget) throws SQLException {
        int held = batch.rows();
        block.take(stream, batch.capacity() - held, held == 0 ? 1 : 0, budget);
        for (int i = 0; i < decoders.length; i++) {
            decoders[i].decode(block.bytes(), block.starts(i), block.rows(), batch.vector(i));
        }
        return block.rows();
    }

    private static FieldDecoder decoder(PostgresReading.Wire wire, ColumnLimits limits) {
        return switch (wire) {
            case BOOL -> FixedWidth::bool;
            case INT2 -> FixedWidth::int2;
            case INT4 -> FixedWidth::int4;
            case INT8 -> FixedWidth::int8;
            case OID -> FixedWidth::oid;
            case FLOAT4 -> FixedWidth::float4;
            case FLOAT8 -> limits.type().equals(ColumnType.FLOAT) ? new SingleDecoder(limits) : FixedWidth::float8;
            case NUMERIC -> new NumericDecoder(limits);
            case DATE -> new DateDecoder(limits);
            case TIMESTAMP -> new TimestampDecoder(limits, ((ColumnType.Timestamp) limits.type()).unit());
            case BYTES -> limits.type() instanceof ColumnType.Text ? new TextDecoder(limits) : FixedWidth::bytes;
        };
    }

    private static int width(PostgresReading.Wire wire) {
        return switch (wire) {
            case BOOL -> 1;
            case INT2 -> Short.BYTES;
            case INT4, OID, FLOAT4, DATE -> Integer.BYTES;
            case INT8, FLOAT8, TIMESTAMP -> Long.BYTES;
            case NUMERIC, BYTES -> RowBlock.ANY;
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
