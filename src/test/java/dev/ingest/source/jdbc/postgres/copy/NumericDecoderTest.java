package dev.ingest.source.jdbc.postgres.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnType;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.postgres.TestPlans;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random numbers of every length through a real server, judged by BigDecimal. */
class NumericDecoderTest {
    private static final int VALUES = 3000;
    private static final TestPostgres DATABASE = TestPostgres.database();

    @ParameterizedTest
    @CsvSource({
        "1,0", "4,2", "9,9", "12,2", "17,5", "18,0", "18,18", "19,0", "19,19", "28,6", "37,3", "38,0", "38,9", "38,19",
        "38,38"
    })
    void numbersThatFitLandExactlyAndOthersAsNull(int precision, int scale) {
        Random random = new Random(precision * 100L + scale);
        List<BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < VALUES; i++) {
            BigInteger digits = new BigInteger(1 + random.nextInt(130), random);
            BigDecimal value = new BigDecimal(digits, random.nextInt(scale + 3));
            values.add(random.nextBoolean() ? value.negate() : value);
        }
        BigDecimal edge = new BigDecimal(BigInteger.TEN.pow(precision), scale);
        values.addAll(List.of(edge, edge.subtract(new BigDecimal(BigInteger.ONE, scale)), BigDecimal.ZERO));
        List<String> landed = landed(values, new ColumnType.Decimal(precision, scale));
        assertEquals(values.size(), landed.size());
        for (int i = 0; i < values.size(); i++) {
            assertEquals(
                    expected(values.get(i), precision, scale),
                    landed.get(i),
                    values.get(i).toPlainString());
        }
    }

    @ParameterizedTest
    @CsvSource({"int16,32767", "int32,2147483647", "int64,9223372036854775807"})
    void numbersReadAsIntegersLandUpToTheLast(String type, String most) {
        ColumnType whole =
                type.equals("int16") ? ColumnType.INT16 : type.equals("int32") ? ColumnType.INT32 : ColumnType.INT64;
        BigDecimal last = new BigDecimal(most);
        BigDecimal first = last.negate().subtract(BigDecimal.ONE);
        List<BigDecimal> values = List.of(
                last,
                first,
                last.add(BigDecimal.ONE),
                first.subtract(BigDecimal.ONE),
                new BigDecimal("1.0"),
                new BigDecimal("1.5"));
        assertEquals(
                List.of(most, first.toPlainString(), TestPlans.NULL, TestPlans.NULL, "1", TestPlans.NULL),
                landed(values, whole));
    }

    private static String expected(BigDecimal value, int precision, int scale) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (value.signum() == 0) {
            return BigDecimal.ZERO.setScale(scale).toPlainString();
        }
        if (stripped.scale() > scale) {
            return TestPlans.NULL;
        }
        BigDecimal scaled = stripped.setScale(scale, RoundingMode.UNNECESSARY);
        return scaled.unscaledValue().abs().toString().length() > precision ? TestPlans.NULL : scaled.toPlainString();
    }

    private static List<String> landed(List<BigDecimal> values, ColumnType type) {
        String rows =
                values.stream().map(value -> "(" + value.toPlainString() + ")").collect(Collectors.joining(","));
        DATABASE.run(
                "DROP TABLE IF EXISTS numbers CASCADE",
                "CREATE TABLE numbers (n serial, c numeric)",
                "INSERT INTO numbers (c) VALUES " + rows,
                "CREATE OR REPLACE VIEW ordered AS SELECT c FROM numbers ORDER BY n");
        try (Source source = DATABASE.open()) {
            JobPlan plan = TestPlans.plan(
                    source.describe(TestPlans.question("ordered")),
                    TestPlans.options(Optional.of(type), dev.ingest.job.option.Unrepresentable.NULL));
            return TestPlans.rows(source, plan, Slice.WHOLE).stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }
}
