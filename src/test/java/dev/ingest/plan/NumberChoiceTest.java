package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.ColumnTypes;
import dev.ingest.data.ColumnType;
import dev.ingest.job.SettingSection;
import dev.ingest.source.NumberWidth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decimal of probed numbers, night after night. */
class NumberChoiceTest {
    private static final NumberChoice CHOICE = new NumberChoice(
            "amount", SettingSection.table("crm", "sales.orders").columns());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0||decimal(18,0)",
                "5|2||decimal(18,2)",
                "16|2||decimal(18,2)",
                "17|2||decimal(28,2)",
                "20|18||decimal(38,18)",
                "0|38||decimal(38,38)",
                "5|2|decimal(18,2)|decimal(18,2)",
                "1|0|decimal(18,2)|decimal(18,2)",
                "17|0|decimal(18,2)|decimal(28,2)",
                "1|3|decimal(18,2)|decimal(28,3)",
                "30|2|decimal(28,3)|decimal(38,3)",
                "29|9|decimal(38,9)|decimal(38,9)",
                "5|2|text|decimal(18,2)"
            })
    void keepsTheStoredTypeWhileItIsWideEnough(int before, int after, String stored, String chosen) {
        Optional<ColumnType> was = Optional.ofNullable(stored).map(ColumnTypes::parse);
        assertEquals(
                chosen,
                CHOICE.choose(Optional.of(new NumberWidth(before, after)), was).toString());
    }

    @Test
    void keepsTheStoredTypeOfAColumnThatIsEmptyNow() {
        assertEquals(
                "decimal(18,0)",
                CHOICE.choose(Optional.empty(), Optional.empty()).toString());
        ColumnType stored = ColumnTypes.parse("decimal(28,3)");
        assertEquals(stored, CHOICE.choose(Optional.empty(), Optional.of(stored)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "30|9||up to 30 digits before the point and 9 after it, more than the 38|amount = \"text\" in [sources.crm.tables.'sales.orders'.columns]",
                "3|10|decimal(38,9)|the lake stores decimal(38,9), and no decimal of 38 digits holds both|amount = \"decimal(38,10)\" in [sources.crm",
                "31|10|decimal(38,9)|the lake stores decimal(38,9)|amount = \"text\" in [sources.crm.tables.'sales.orders'.columns]"
            })
    void namesBothWhereNoDecimalHoldsThem(int before, int after, String stored, String why, String way) {
        Optional<ColumnType> was = Optional.ofNullable(stored).map(ColumnTypes::parse);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> CHOICE.choose(Optional.of(new NumberWidth(before, after)), was))
                .getMessage();
        assertTrue(message.contains(why), message);
        assertTrue(message.contains(way), message);
    }
}
