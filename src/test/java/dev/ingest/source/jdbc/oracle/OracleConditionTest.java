package dev.ingest.source.jdbc.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OracleConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id > 3",
                "name = 'O''Brien'",
                "name = q'[it's) ; --]'",
                "name = Q'{a}b}'",
                "name = nq'!it's!'",
                "name = q'aXaa'",
                "name = N'Größe'",
                "name = n'x)'",
                "\"Order Id\" = 1 /* ) ' */ AND b = 2",
                "a = 1 -- the ) of nobody",
                "a\\b = 'c\\'",
                "(a = 1 OR (b = 2))"
            })
    void aClosedConditionIsTaken(String where) {
        assertEquals(Optional.empty(), new OracleCondition(where).fault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id > 3) OR (1 = 1|closes nothing",
                "id > 3; DELETE FROM t|would end the query",
                "(id > 3|is not closed",
                "name = 'x|is not closed",
                "name = q'[x'|is not closed",
                "name = q'|is not closed",
                "name = nq'(x)|is not closed",
                "/* a /* b */ ) */ id = 1|closes nothing",
                "/* id = 1|is not closed",
                "-- nothing|it holds nothing but comments"
            })
    void whatIsNoClosedConditionIsRefused(String where, String fault) {
        assertTrue(
                new OracleCondition(where).fault().orElse("").contains(fault),
                new OracleCondition(where).fault().toString());
    }
}
