package dev.ingest.engine.reread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.engine.Plans;
import dev.ingest.job.JobPlan;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watermark of a load along a long decimal. */
class CursorMaximumTest {
    private static final JobPlan PLAN = Plans.incremental(
            new Cursor("id", "id", CursorType.DECIMAL, 0, Cursor.Uniqueness.REPEATED),
            Window.ALL,
            new Column("id", new ColumnType.Decimal(38, 0), Nullability.NULLABLE));

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "9223372036854775807, 9223372036854775808",
        "1, 18446744073709551615",
        "18446744073709551615, 18446744073709551616",
        "-9223372036854775809, -9223372036854775808",
        "-18446744073709551616, -18446744073709551615",
        "-1, 0",
    })
    void isTheHigherOfTwoWhereverTheirHalvesLie(String lower, String higher) {
        for (List<String> order : List.of(List.of(lower, higher), List.of(higher, lower))) {
            CursorMaximum together = CursorMaximum.of(PLAN);
            together.add(batch(order.get(0), order.get(1)));
            assertEquals(Optional.of(higher), together.text(), "in one slice");
            CursorMaximum merged = CursorMaximum.of(PLAN);
            order.forEach(value -> merged.merge(seen(value)));
            assertEquals(Optional.of(higher), merged.text(), "over two slices");
        }
    }

    private static CursorMaximum seen(String value) {
        CursorMaximum maximum = CursorMaximum.of(PLAN);
        maximum.add(batch(value));
        return maximum;
    }

    private static ColumnBatch batch(String... values) {
        ColumnBatch batch = new ColumnBatch(PLAN.reading().schema(), values.length);
        for (String value : values) {
            BigInteger unscaled = new BigDecimal(value).unscaledValue();
            batch.wides(0).append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
        }
        return batch;
    }
}
