package dev.ingest.source;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a source hands on, each cell as text: a number with all its digits, a time in ISO form, bytes in hex. */
public final class LandedText {
    public static final String NULL = "<null>";

    private LandedText() {}

    /** All rows of a slice, of the load's own table, of a source whose tables have the columns that they are planned with. */
    public static List<List<String>> rows(Source source, Reading reading, Slice slice) {
        List<List<String>> rows = new ArrayList<>();
        ColumnBatch spare = new ColumnBatch(reading.schema(), 1000);
        try (BatchReader reader = source.read(reading, slice)) {
            Optional<TableBatch> batch = reader.read(spare, 1 << 20);
            while (batch.isPresent()) {
                rows.addAll(rows(batch.get().rows()));
                spare.clear();
                batch = reader.read(spare, 1 << 20);
            }
        }
        return rows;
    }

    /** The rows of a batch. */
    public static List<List<String>> rows(ColumnBatch batch) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(cells(batch, row));
        }
        return rows;
    }

    private static List<String> cells(ColumnBatch batch, int row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < batch.schema().size(); i++) {
            cells.add(cell(batch, i, row));
        }
        return cells;
    }

    private static String cell(ColumnBatch batch, int column, int row) {
        if (batch.vector(column).isNull(row)) {
            return NULL;
        }
        ColumnType type = batch.schema().column(column).type();
        return switch (type.vector()) {
            case LONG -> whole(type, batch.longs(column).at(row));
            case DOUBLE ->
                type.equals(ColumnType.FLOAT)
                        ? Float.toString((float) batch.doubles(column).at(row))
                        : Double.toString(batch.doubles(column).at(row));
            case WIDE ->
                decimal(
                        type,
                        new BigInteger(ByteBuffer.allocate(16)
                                .putLong(batch.wides(column).high(row))
                                .putLong(batch.wides(column).low(row))
                                .array()));
            case BYTES ->
                type.equals(ColumnType.BINARY)
                        ? HexFormat.of()
                                .formatHex(
                                        batch.bytes(column).arena(),
                                        batch.bytes(column).offset(row),
                                        batch.bytes(column).offset(row + 1))
                        : batch.bytes(column).text(row);
        };
    }

    private static String whole(ColumnType type, long value) {
        if (type instanceof ColumnType.Date) {
            return LocalDate.ofEpochDay(value).toString();
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            long units = timestamp.unit() == ColumnType.Timestamp.Unit.MICROS ? 1_000_000 : 1_000_000_000;
            int nanos = (int) (Math.floorMod(value, units) * (1_000_000_000 / units));
            return LocalDateTime.ofEpochSecond(Math.floorDiv(value, units), nanos, ZoneOffset.UTC)
                    + (timestamp.zone() == ColumnType.Timestamp.Zone.UTC ? "Z" : "");
        }
        if (type instanceof ColumnType.Bool) {
            return value == 1 ? "true" : "false";
        }
        return type instanceof ColumnType.Decimal ? decimal(type, BigInteger.valueOf(value)) : Long.toString(value);
    }

    private static String decimal(ColumnType type, BigInteger unscaled) {
        return new BigDecimal(unscaled, ((ColumnType.Decimal) type).scale()).toPlainString();
    }
}
