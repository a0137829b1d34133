package dev.ingest.engine.stage;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Vector;
import dev.ingest.data.WideVector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** One column of {@code partition_by}: which of its values a row holds, as a number and as a folder. */
final class PartitionColumn {
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final long NANOS_A_DAY = 1000 * MICROS_A_DAY;

    private final Column column;
    private final int index;
    private final ValueIds ids = new ValueIds();

    PartitionColumn(Column column, int index) {
        this.column = column;
        this.index = index;
        if (column.type() instanceof ColumnType.Binary) {
            throw new IngestException(
                    FailureKind.WRITE,
                    "Cannot partition by " + column.name()
                            + ": binary values name no folder. Partition by another column.");
        }
    }

    String name() {
        return column.name();
    }

    /** Whether there were more values than a load may have. */
    boolean overflowed() {
        return ids.size() > ValueIds.MOST;
    }

    /** The number of the row's value: the same for rows of the same folder; 0 for null and for empty text. */
    int id(ColumnBatch batch, int row) {
        if (batch.vector(index).isNull(row)) {
            return 0;
        }
        return switch (column.type().vector()) {
            case LONG -> ids.assign(folded(batch.longs(index).at(row)));
            case DOUBLE ->
                ids.assign(Double.doubleToLongBits(batch.doubles(index).at(row)));
            case WIDE -> id(text(batch, row).getBytes(StandardCharsets.UTF_8));
            case BYTES -> textId(batch, row);
        };
    }

    private int textId(ColumnBatch batch, int row) {
        int[] offsets = batch.bytes(index).offsets();
        boolean empty = offsets[row] == offsets[row + 1];
        return empty ? 0 : ids.assign(batch.bytes(index).arena(), offsets[row], offsets[row + 1]);
    }

    private int id(byte[] utf8) {
        return ids.assign(utf8, 0, utf8.length);
    }

    /** Timestamps partition by day. */
    private long folded(long value) {
        if (column.type() instanceof ColumnType.Timestamp timestamp) {
            boolean nanos = timestamp.unit() == ColumnType.Timestamp.Unit.NANOS;
            return Math.floorDiv(value, nanos ? NANOS_A_DAY : MICROS_A_DAY);
        }
        return value;
    }

    /** The folder of rows without a value. */
    String emptyFolder() {
        return HiveFolder.of(column.name(), "");
    }

    /** The folder that the row belongs to. */
    String folder(ColumnBatch batch, int row) {
        Vector vector = batch.vector(index);
        return HiveFolder.of(column.name(), vector.isNull(row) ? "" : text(batch, row));
    }

    private String text(ColumnBatch batch, int row) {
        return switch (column.type().vector()) {
            case LONG -> text(batch.longs(index).at(row));
            case DOUBLE -> text(batch.doubles(index).at(row));
            case WIDE -> text(batch.wides(index), row);
            case BYTES -> batch.bytes(index).text(row);
        };
    }

    private String text(long value) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Bool) {
            return value != 0 ? "true" : "false";
        } else if (type instanceof ColumnType.Decimal decimal) {
            return BigDecimal.valueOf(value, decimal.scale()).toPlainString();
        } else if (type instanceof ColumnType.Date || type instanceof ColumnType.Timestamp) {
            return LocalDate.ofEpochDay(folded(value)).toString();
        }
        return Long.toString(value);
    }

    private String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        boolean single = column.type() instanceof ColumnType.Floating floating && floating.bits() == 32;
        String shortest = single ? Float.toString((float) value) : Double.toString(value);
        // A negative zero has no plain form of BigDecimal's.
        return value == 0 ? shortest : new BigDecimal(shortest).toPlainString();
    }

    private String text(WideVector wide, int row) {
        int scale = column.type() instanceof ColumnType.Decimal decimal ? decimal.scale() : 0;
        BigInteger low = new BigInteger(Long.toUnsignedString(wide.low(row)));
        BigInteger unscaled = BigInteger.valueOf(wide.high(row)).shiftLeft(64).add(low);
        return new BigDecimal(unscaled, scale).toPlainString();
    }
}
