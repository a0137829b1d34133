package dev.ingest.job.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {

    @Test
    void plainAndQuotedPartsAreToldApart() {
        TableName name = TableName.parse(" sales.\"Order \"\"Details\"\"\" ");
        assertEquals(List.of("sales", "Order \"Details\""), name.parts());
        assertEquals(List.of(false, true), name.quoted());
        assertEquals("Order \"Details\"", name.table());
        assertEquals("sales.Order \"Details\"", name.joined());
        assertEquals("sales.\"Order \"\"Details\"\"\"", name.toString());
    }

    @Test
    void aDotInQuotesDividesNothing() {
        assertEquals(List.of("a.b"), TableName.parse("\"a.b\"").parts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "../etc/passwd | empty",
                "a/b           | '/'",
                "orders; drop  | ';'",
                "o'orders      | '''",
                "Order Details | double quotes",
                "\"open        | not closed",
                "\"a\"b        | follows a quoted part",
                "a..b          | empty",
                "a.b.c.d       | 4 parts"
            })
    void faultsSayWhatIsWrong(String text, String reason) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> TableName.parse(text));
        assertTrue(fault.getMessage().contains(reason), fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "sales.orders", "db.dbo.Orders", "\"Größe\".x$1", "日本"})
    void whatIsPrintedReadsBackAsTheSame(String text) {
        TableName name = TableName.parse(text);
        assertEquals(name.parts(), TableName.parse(name.toString()).parts());
    }
}
