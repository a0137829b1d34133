package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerConditionTest {
    private static Optional<String> fault(String text) {
        return new SqlServerDialect().conditionFault(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id > 7",
                "[a]]b)] = 1",
                "[semi;colon] IS NULL AND \"x;y\" > 0",
                "name = N'it''s; )' OR name = 'back\\'",
                "a /* one /* two ;) */ */ = 1",
                "a = 1 -- the end ;)",
                "$PARTITION.pf(id) = 3 AND @@ROWCOUNT >= 0",
                "a.value('(/x/y)[1]', 'int') = 3",
                "m > $12.50 AND h <> 0x1F"
            })
    void oneClosedExpressionIsTaken(String text) {
        assertEquals(Optional.empty(), fault(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = 1; DROP TABLE t|the ; at character 6 would end the query",
                "a = 1) OR (1 = 1|the ) at character 6 closes nothing",
                "(a = 1|the ( at character 1 is not closed",
                "[a = 1|the [ at character 1 is not closed",
                "a = N'x|the ' at character 6 is not closed",
                "a = 1 /* one /* two */|the /* at character 7 is not closed"
            })
    void whatWouldBreakOutIsNamed(String text, String fault) {
        assertEquals(Optional.of(fault), fault(text));
    }

    @Test
    void commentsAloneAreNoCondition() {
        assertEquals(Optional.of("it holds nothing but comments"), fault(" /* none */ -- at all"));
    }
}
