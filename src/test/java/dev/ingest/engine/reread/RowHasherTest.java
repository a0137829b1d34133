package dev.ingest.engine.reread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.ColumnType.Decimal;
import dev.ingest.data.ColumnType.Timestamp;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.RowHash;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rows are recognised by, from one night to another. */
class RowHasherTest {
    private static final ColumnType NANOS = new Timestamp(Timestamp.Unit.NANOS, Timestamp.Zone.NAIVE);

    @Test
    void bothHalvesTellRowsApart() {
        ColumnBatch batch =
                longs(ColumnType.INT64, IntStream.range(0, 1000).asLongStream().toArray());
        RowHasher hasher = new RowHasher(batch.schema(), batch.schema());
        List<RowHash> hashes = IntStream.range(0, 1000)
                .mapToObj(row -> hasher.hash(batch, row))
                .toList();
        assertTrue(
                hashes.stream().noneMatch(hash -> hash.high() == hash.low()), "two halves, not one of 64 bits twice");
        assertEquals(1000, hashes.stream().map(RowHash::high).distinct().count());
        assertEquals(1000, hashes.stream().map(RowHash::low).distinct().count());
    }

    /** They stand in the lake: were they to change, rows would land again. */
    @Test
    void hashesStayWhatTheyWere() {
        Schema schema = new Schema(List.of(
                new Column("v", ColumnType.INT64, Nullability.NULLABLE),
                new Column("Größe", new Decimal(38, 9), Nullability.NULLABLE),
                new Column("t", ColumnType.TEXT, Nullability.NULLABLE),
                new Column("d", ColumnType.DOUBLE, Nullability.NULLABLE)));
        ColumnBatch batch = new ColumnBatch(schema, 1);
        batch.longs(0).append(1);
        batch.wides(1).append(-1, -5);
        batch.bytes(2).append("ein längerer Text");
        batch.doubles(3).append(0.1);
        assertEquals(
                new RowHash(0x5e578ff939e1a399L, 0x29f06e2d6276db2L), new RowHasher(schema, schema).hash(batch, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "123.25, 10, 2, 12, 4",
        "123.25, 12, 4, 10, 2",
        "-0.01, 10, 2, 38, 18",
        "-0.01, 38, 18, 10, 2",
        "12345678901234567890.5, 28, 1, 38, 9",
        "-12345678901234567890.5, 38, 9, 28, 1",
        "7, 18, 0, 19, 0",
        "0, 5, 5, 38, 38",
    })
    void aValueInAnotherDecimalIsTheSameRow(String value, int precision, int scale, int nowPrecision, int nowScale) {
        ColumnBatch then = decimals(new Decimal(precision, scale), value);
        ColumnBatch now = decimals(new Decimal(nowPrecision, nowScale), value);
        assertEquals(
                new RowHasher(then.schema(), then.schema()).hash(then, 0),
                new RowHasher(now.schema(), then.schema()).hash(now, 0));
    }

    @Test
    void aValueThatTheFormerTypeDidNotHoldIsAnotherRow() {
        Schema then = schema(new Decimal(10, 2));
        ColumnBatch now = decimals(new Decimal(38, 4), "1.2345", "1.23", "1.2346", "123456789012345678901.23");
        RowHasher hasher = new RowHasher(now.schema(), then);
        List<RowHash> hashes = IntStream.range(0, 4)
                .mapToObj(row -> hasher.hash(now, row))
                .distinct()
                .toList();
        assertEquals(4, hashes.size());
    }

    @Test
    void aTimeInAnotherUnitIsTheSameRow() {
        ColumnBatch micros = longs(ColumnType.TIMESTAMP, 1_769_697_001_597_400L);
        ColumnBatch nanos = longs(NANOS, 1_769_697_001_597_400_000L);
        assertEquals(
                new RowHasher(micros.schema(), micros.schema()).hash(micros, 0),
                new RowHasher(nanos.schema(), micros.schema()).hash(nanos, 0));
        assertEquals(
                new RowHasher(nanos.schema(), nanos.schema()).hash(nanos, 0),
                new RowHasher(micros.schema(), nanos.schema()).hash(micros, 0));
        ColumnBatch between = longs(NANOS, 1_769_697_001_597_400_001L);
        assertNotEquals(
                new RowHasher(micros.schema(), micros.schema()).hash(micros, 0),
                new RowHasher(between.schema(), micros.schema()).hash(between, 0));
    }

    private static ColumnBatch longs(ColumnType type, long... values) {
        ColumnBatch batch = new ColumnBatch(schema(type), values.length);
        for (long value : values) {
            batch.longs(0).append(value);
        }
        return batch;
    }

    private static ColumnBatch decimals(Decimal type, String... values) {
        ColumnBatch batch = new ColumnBatch(schema(type), values.length);
        for (String value : values) {
            BigInteger unscaled = new BigDecimal(value).setScale(type.scale()).unscaledValue();
            if (type.precision() <= Decimal.LONG_DIGITS) {
                batch.longs(0).append(unscaled.longValueExact());
            } else {
                batch.wides(0).append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
            }
        }
        return batch;
    }

    private static Schema schema(ColumnType type) {
        return new Schema(List.of(new Column("v", type, Nullability.NULLABLE)));
    }
}
