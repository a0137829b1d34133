package dev.ingest.source.jdbc.oracle.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.LandedText;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.oracle.OraclePlans;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;
import oracle.sql.NUMBER;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that the driver's own class stores are read digit by digit. */
class NumberFillerTest {

    private record Filled(ColumnBatch batch, ColumnLimits limits) {
        String text() {
            return LandedText.rows(batch).get(0).get(0);
        }
    }

    private static Filled fill(byte[] stored, ColumnType type, Unrepresentable policy) {
        Reading reading = OraclePlans.reading(
                SourcePlans.options(Optional.of(type), policy), OraclePlans.column("AMOUNT", "number"));
        ColumnLimits limits = new ColumnLimits(reading, reading.columns().get(0), policy);
        ColumnBatch batch = new ColumnBatch(reading.schema(), 1);
        new NumberFiller(limits).append(stored, batch.vector(0));
        return new Filled(batch, limits);
    }

    private static String landed(String value, ColumnType type) throws SQLException {
        return fill(new NUMBER(new BigDecimal(value)).shareBytes(), type, Unrepresentable.FAIL)
                .text();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 18, 2, 0.00",
        "1, 18, 0, 1",
        "-1, 18, 0, -1",
        "10, 9, 0, 10",
        "100, 9, 0, 100",
        "123.45, 5, 2, 123.45",
        "-123.45, 5, 2, -123.45",
        "123.4, 5, 2, 123.40",
        "0.01, 5, 2, 0.01",
        "-0.01, 5, 2, -0.01",
        "0.001, 3, 3, 0.001",
        "0.1, 1, 1, 0.1",
        "1200, 4, 0, 1200",
        "999999999999999999, 18, 0, 999999999999999999",
        "-999999999999999999, 18, 0, -999999999999999999",
        "1000000000000000000, 19, 0, 1000000000000000000",
        "99999999999999999999999999999999999999, 38, 0, 99999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999, 38, 0, -99999999999999999999999999999999999999",
        "12345678901234567890.123456789, 38, 9, 12345678901234567890.123456789",
        "-12345678901234567890.123456789, 38, 9, -12345678901234567890.123456789",
        "1e37, 38, 0, 10000000000000000000000000000000000000",
        "1e-38, 38, 38, 0.00000000000000000000000000000000000001"
    })
    void aNumberLandsWithEveryDigit(String value, int precision, int scale, String landed) throws SQLException {
        assertEquals(landed, landed(value, new ColumnType.Decimal(precision, scale)));
    }

    @Test
    void anyNumberLandsAsTheDriverReadsIt() throws SQLException {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            int digits = 1 + random.nextInt(38);
            int scale = random.nextInt(digits + 1);
            BigInteger unscaled = new BigInteger(random.nextInt(127), random).mod(BigInteger.TEN.pow(digits));
            BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
            NUMBER stored = new NUMBER(value);
            String landed = fill(stored.shareBytes(), new ColumnType.Decimal(digits, scale), Unrepresentable.FAIL)
                    .text();
            assertEquals(stored.bigDecimalValue().setScale(scale).toPlainString(), landed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "32767, 16",
        "-32768, 16",
        "2147483647, 32",
        "-2147483648, 32",
        "9223372036854775807, 64",
        "-9223372036854775808, 64",
        "0, 64"
    })
    void aWholeNumberLandsUpToTheEdge(String value, int bits) throws SQLException {
        assertEquals(value, landed(value, new ColumnType.Whole(bits)));
    }

    @ParameterizedTest
    @CsvSource({
        "32768, int16",
        "-32769, int16",
        "9223372036854775808, int64",
        "-9223372036854775809, int64",
        "99999999999999999999999, int64",
        "1e125, int64",
        "0.5, int64"
    })
    void aNumberBeyondAWholeTypeFailsByItsColumn(String value, String type) {
        ColumnType whole = new ColumnType.Whole(Integer.parseInt(type.substring(3)));
        IngestException failure = assertThrows(IngestException.class, () -> landed(value, whole));
        assertTrue(failure.getMessage().contains("column AMOUNT (NUMBER) of table SALES.ORDERS"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "1234.5, 5, 2, 4 digits before the point and 1 after",
        "0.001, 5, 2, 0 digits before the point and 3 after",
        "1.005, 5, 2, 1 digits before the point and 3 after",
        "100000, 5, 0, 6 digits before the point and 0 after",
        "1e125, 38, 9, 126 digits before the point and 0 after",
        "1e-130, 38, 9, 0 digits before the point and 130 after"
    })
    void aNumberThatDoesNotFitFailsWithItsShape(String value, int precision, int scale, String shape) {
        IngestException failure =
                assertThrows(IngestException.class, () -> landed(value, new ColumnType.Decimal(precision, scale)));
        assertTrue(failure.getMessage().contains("a value with " + shape), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "ff65"})
    void infinityIsNoNumber(String stored) {
        byte[] bytes = java.util.HexFormat.of().parseHex(stored);
        ColumnType type = new ColumnType.Decimal(38, 9);

        assertThrows(IngestException.class, () -> fill(bytes, type, Unrepresentable.FAIL));

        Filled nulled = fill(bytes, type, Unrepresentable.NULL);
        assertEquals(LandedText.NULL, nulled.text());
        assertEquals(1, nulled.limits().nulled());
    }
}
