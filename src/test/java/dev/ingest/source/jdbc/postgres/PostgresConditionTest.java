package dev.ingest.source.jdbc.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions stay one expression within our parentheses, and what is said of those that do not. */
class PostgresConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'open'",
                "(a = 1) OR (b = 2)",
                "name = 'it''s ) (' AND \"odd \"\" ) name\" = 1",
                "path = 'C:\\' AND (b = 2)",
                "name = E'it\\'s ) (' AND b = 2",
                "name = E'a''\\')' AND b = 2",
                "name = E'a'\n  'b\\')' AND b = 2",
                "name = e'\\\\' AND (b = 2)",
                "name <> $$ ) ' $$",
                "name <> $q$ ) $$ $x$ $q$",
                "a$b$ = 1 AND (c$b$ = 2)",
                "price$ > 1 AND (cost$ > 2)",
                "größe$1$ = 1 OR (größe$1$ = 2)",
                "date'2026-01-01' < day AND ende'x' = 1",
                "a = 1 -- the ' and the (",
                "a = 1 -- ( \n AND (b = 2)",
                "a = 1 /* ( /* ' */ ) */ AND (b = 2)",
                "a *-1 > 0 AND b /+2 > 1",
                "a ->> '$.x' = $1"
            })
    void takesOneExpression(String where) {
        assertEquals(Optional.empty(), new PostgresCondition(where).fault());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a) OR (b|the ) at character 2 closes nothing",
                "((a = 1)|the ( at character 1 is not closed",
                "(a = 1) AND (b = ')'|the ( at character 13 is not closed",
                "name = 'it''s|the ' at character 8 is not closed",
                "name = E'it\\'|the ' at character 9 is not closed",
                "name = E'it\\|the ' at character 9 is not closed",
                "name = 'C:\\' )|the ) at character 14 closes nothing",
                "name = 'a' 'b\\' )|the ) at character 17 closes nothing",
                "\"name = 1|the \" at character 1 is not closed",
                "name = $$it|the $$ at character 8 is not closed",
                "name = $q$it$$|the $q$ at character 8 is not closed",
                "a = 1 /* open /* */|the /* at character 7 is not closed",
                "a = 1; DROP TABLE orders|the ; at character 6 would end the query",
                "-- nothing|it holds nothing but comments",
                "/* nothing */|it holds nothing but comments",
                "a = '\\n-- '' ( \\n'' )|the ' at character 5 is not closed"
            })
    void saysWhatIsOpen(String where, String fault) {
        assertEquals(Optional.of(fault), new PostgresCondition(where.replace("\\n", "\n")).fault());
    }
}
