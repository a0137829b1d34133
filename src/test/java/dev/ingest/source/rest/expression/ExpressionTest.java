package dev.ingest.source.rest.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Bindings BINDINGS = Bindings.at(Instant.parse("2026-01-27T22:30:00.250Z"))
            .with(Root.RECORD, json("""
                    {"id": 12345678901234567890123456789, "name": "Größe 𝄞", "price": 0.1, "qty": 3, "void": false,
                     "gone": null, "user-id": 7, "tags": ["a", "b", "c"], "address": {"city": "Oslo"}, "if": 1,
                     "at": "2026-01-27T10:00:00+02:00", "s": "1769490843.5974", "huge": 1E+999999999}
                    """))
            .with(Root.RESOURCES, json("{\"posts\": {\"id\": 9}}"))
            .withHeaders(Map.of("X-Next", List.of("abc"), "Link", List.of("one", "two")));

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private static String value(String expression) {
        JsonNode value = Expression.compile(expression).evaluate(BINDINGS);
        return value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
    }

    private static String refusal(String expression) {
        return assertThrows(EvaluationException.class, () -> value(expression)).getMessage();
    }

    private static String fault(String expression) {
        return assertThrows(IllegalArgumentException.class, () -> Expression.compile(expression))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "record.qty | 3",
                "record.address.city | \"Oslo\"",
                "record['user-id'] | 7",
                "record.if | 1",
                "record.tags[0] | \"a\"",
                "record.tags[-1] | \"c\"",
                "record.tags[record.qty - 1] | \"c\"",
                "record.gone | null",
                "record.tags | [\"a\",\"b\",\"c\"]",
                "resources.posts.id | 9",
                "headers['x-next'] | \"abc\"",
                "headers['X-NEXT'] | \"abc\"",
                "headers.link | \"one, two\"",
                "split(headers.link, ', ')[1] | \"two\"",
            })
    void pathsLeadToFieldsAndElements(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "record.none ?? 'x' | \"x\"",
                "record.gone ?? 'x' | \"x\"",
                "record.void ?? true | false",
                "record.none.deeper[4] ?? record.gone ?? 1 | 1",
                "response.meta.next ?? null | null",
                "coalesce(record.none, record.gone, record.qty, 8) | 3",
                "coalesce(record.none) | null",
                "exists(record.qty) | true",
                "exists(record.gone) | false",
                "exists(record.none) | false",
                "exists(last_record.id) | false",
            })
    void whatIsAbsentOrNullHasADefault(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "10 - 2 - 3 | 5",
                "-record.qty + 1 | -2",
                "- -2 | 2",
                "record.price * 3 | 0.3",
                "0.1 + 0.2 | 0.3",
                "record.id + 1 | 12345678901234567890123456790",
                "9007199254740993 * 1 | 9007199254740993",
                "1.50 + 1.50 | 3",
                "1 / 8 | 0.125",
                "2 / 3 | 0.66666666666666666666666666666666666667",
                "17 % 5 | 2",
                "record.gone * 2 | null",
                "number(' 1.250 ') | 1.25",
                "number('1e3') | 1000",
                "round(2.345, 2) | 2.35",
                "round(-2.5) | -3",
                "round(1250, -2) | 1300",
                "floor(-0.5) | -1",
                "min(3, record.qty, 2.5) | 2.5",
                "max('a', 'b') | \"b\"",
            })
    void numbersAreExact(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true or false and false | true",
                "(true or false) and false | false",
                "not true or true | true",
                "not record.void and not record.gone | true",
                "record.qty >= 3 | true",
                "record.qty == 3.00 | true",
                "record.qty != 3 | false",
                "record.qty < 2.99 | false",
                "record.gone == null | true",
                "record.qty == null | false",
                "record.gone < 5 or record.gone >= 5 | false",
                "'B' < 'a' | true",
                "'\uFF5E' < '\uD834\uDD1E' | true",
                "false < true | true",
                "'b' in record.tags | true",
                "record.qty in [1, 2] | false",
                "not (record.address.city in ['Oslo', 'Bergen']) | false",
                "'many' if record.qty > 2 else 'few' | \"many\"",
                "1 if false else 2 if false else 3 | 3",
                "record.qty > 2 or record.none | true",
            })
    void conditionsCompareAndChoose(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "upper('straße') | \"STRASSE\"",
                "lower('TITLE') | \"title\"",
                "trim('  a b ') | \"a b\"",
                "length(record.name) | 7",
                "length(record.tags) | 3",
                "contains(record.name, 'öß') | true",
                "starts_with('abc', 'b') | false",
                "ends_with('abc', 'bc') | true",
                "replace('a.b.c', '.', '-') | \"a-b-c\"",
                "substring(record.name, 6) | \"𝄞\"",
                "substring('abcdef', 1, 2) | \"bc\"",
                "substring('abcdef', -2) | \"ef\"",
                "substring('abc', 5, 9) | \"\"",
                "concat('p', record.qty, '/', record.price, true) | \"p3/0.1true\"",
                "concat('a', record.gone) | null",
                "split('a,,b,', ',') | [\"a\",\"\",\"b\",\"\"]",
                "join(record.tags, ',') | \"a,b,c\"",
                "join([1, 'x', true], '') | \"1xtrue\"",
                "url_encode('a b&ü/~*') | \"a%20b%26%C3%BC%2F~%2A\"",
                "base64('user:pä') | \"dXNlcjpww6Q=\"",
                "sha256('abc') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
                "text(12) | \"12\"",
                "json(record.address) | \"{\\\"city\\\":\\\"Oslo\\\"}\"",
                "json(null) | \"null\"",
                "'it\\'s' | \"it's\"",
                "\"a\\nb\" | \"a\\nb\"",
            })
    void textsAreChanged(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "now() | \"2026-01-27T22:30:00.250Z\"",
                "today() | \"2026-01-27\"",
                "today('Europe/Oslo') | \"2026-01-27\"",
                "today('Asia/Tokyo') | \"2026-01-28\"",
                "date_add(today(), '-1d') | \"2026-01-26\"",
                "date_add('2026-01-31', '1mo') | \"2026-02-28\"",
                "date_add('2026-01-31', 'P1Y') | \"2027-01-31\"",
                "date_add('2026-01-31', '2h') | \"2026-01-31T02:00:00\"",
                "date_add('2026-01-31 10:00:00', '-PT30M') | \"2026-01-31T09:30:00\"",
                "date_add(record.at, '250ms') | \"2026-01-27T10:00:00.25+02:00\"",
                "date_add('2026-01-31T00:00:00Z', '1w') | \"2026-02-07T00:00:00Z\"",
                "format_date(record.at, 'iso') | \"2026-01-27T08:00:00Z\"",
                "format_date(record.at, 'iso', 'Europe/Oslo') | \"2026-01-27T09:00:00+01:00\"",
                "format_date(record.at, 'date') | \"2026-01-27\"",
                "format_date(record.at, 'epoch_s') | 1769500800",
                "format_date('2026-01-27T08:00:00.5Z', 'epoch_s') | 1769500800.5",
                "format_date('2026-01-27', 'epoch_ms') | 1769472000000",
                "format_date('2026-01-27', 'epoch_ms', '+01:00') | 1769468400000",
                "format_date('1969-12-31T23:59:59.999Z', 'epoch_ms') | -1",
                "format_date(now(), 'dd MMM yyyy HH:mm') | \"27 Jan 2026 22:30\"",
                "parse_date('27/01/2026', 'dd/MM/yyyy') | \"2026-01-27\"",
                "parse_date('27.01.2026 10:00', 'dd.MM.yyyy HH:mm', 'Europe/Oslo') | \"2026-01-27T09:00:00Z\"",
                "parse_date('27 jan 2026 10:00 +0200', 'dd MMM yyyy HH:mm xx') | \"2026-01-27T08:00:00Z\"",
                "parse_date(record.s, 'epoch_s') | \"2026-01-27T05:14:03.5974Z\"",
                "parse_date(-1, 'epoch_ms') | \"1969-12-31T23:59:59.999Z\"",
                "parse_date(record.gone, 'epoch_ms') | null",
            })
    void datesAreUtcUnlessAZoneIsNamed(String expression, String expected) {
        assertEquals(expected, value(expression));
    }

    @Test
    void aPathThatLeadsNowhereIsNamedWithTheWayOut() {
        assertEquals(
                "{upper(record.naem)}: there is no record.naem, and no default as in record.naem ?? 'none'",
                refusal("upper(record.naem)"));
        assertEquals(
                "{response.meta.next}: there is no response.meta.next, and no default as in response.meta.next ?? 'none'",
                refusal("response.meta.next"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "record.name + 1 | record.name is a text of 8 characters, not a number",
                "record.tags + 1 | record.tags is a list of 3, not a number",
                "1 / (record.qty - 3) | it divides by 0",
                "17 % 0 | it divides by 0",
                "record.id == 'x' | it compares a number with a text of 1 characters: number(…) or text(…) makes them alike",
                "record.qty and true | record.qty is a number, not true or false: compare it, or ask exists(record.qty)",
                "upper(record.tags) | record.tags is a list of 3, which has no text of its own: make it one with json(record.tags)",
                "join(record.name, ',') | record.name is a text of 8 characters, not a list",
                "1 in record.qty | record.qty is a number, not a list",
                "record.tags[true] | true is true or false, not the name of a field or the place of an element",
                "number(record.name) | record.name does not write a number",
                "record.huge + 1 | a number has more than 1000 digits",
                "concat(record.huge) | a number has more than 1000 digits",
                "number('1e999999999') | a number has more than 1000 digits",
                "round(1, 2000000000) | numbers are not rounded to so many digits",
                "substring('abc', 0.5) | 0.5 is not a whole number",
                "split('abc', '') | '' is empty: nothing stands between",
                "replace('abc', '', 'x') | '' is empty: there is nothing to replace",
                "date_add('2026-02-30', '1d') | '2026-02-30' is a text of 10 characters that writes no date of the years and the form that are meant here",
                "parse_date('31/02/2026', 'dd/MM/yyyy') | '31/02/2026' is a text of 10 characters that writes no date of the years and the form that are meant here",
                "parse_date(99999999999999999999, 'epoch_s') | 99999999999999999999 is a number that writes no date of the years and the form that are meant here",
                "base64('\uD834') | '\uD834' holds half a character",
            })
    void whatDoesNotSuitIsRefusedByItsKind(String expression, String reason) {
        assertEquals("{" + expression + "}: " + reason, refusal(expression));
    }

    @Test
    void noMessageShowsTheValueOfARecord() {
        for (String expression : List.of("record.name + 1", "number(record.name)", "format_date(record.name, 'iso')")) {
            assertFalse(refusal(expression).contains("Größe"), refusal(expression));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + uper('x') | there is no function 'uper'. Did you mean 'upper'? It stands at character 5",
                "upper() | it is written upper(text), in the call at character 1",
                "upper('a', 'b') | it is written upper(text), in the call at character 1",
                "1 + | it ends where a value is expected, at character 4",
                "(1 | it ends where ')' is expected, at character 3",
                "1 2 | '2' stands where an operator or the end is expected, at character 3",
                "record. | it ends where the name of a field is expected, at character 8",
                "1 if true | it ends where 'else' is expected, at character 10",
                "and 1 | 'and' stands where a value is expected, at character 1",
                "[1 2] | '2' stands where ',' is expected, at character 4",
                "'abc | a text is not closed by '; it begins at character 1",
                "'a\\x' | \\ stands before none of \\ ' \" n t at character 4",
                "a = 1 | '=' means nothing in an expression at character 3",
                "1 ; 2 | ';' means nothing in an expression at character 3",
                "format_date(now(), record.qty) | the format is a text in quotes, in the call at character 1",
                "format_date(now(), 'bb') | 'bb' is none of iso, date, epoch_s, epoch_ms nor a pattern as yyyy-MM-dd, in the call at character 1",
                "date_add(now(), '1 day') | '1 day' is no duration, as 30m, 2h, 3d, 1mo, 1y, P1M or PT1H, in the call at character 1",
                "today('Mars') | 'Mars' is no time zone, as UTC, +01:00 or Europe/Oslo, in the call at character 1",
            })
    void whatIsNoExpressionIsSaidWithItsPlace(String expression, String expected) {
        assertEquals(expected, fault(expression));
    }

    @Test
    void anEmptyExpressionIsRefused() {
        assertEquals("it ends where a value is expected, at character 3", fault("  "));
    }

    @Test
    void lengthAndDepthAreBounded() {
        assertTrue(fault("1" + "+1".repeat(2000)).contains("more than 4000 characters"));
        assertTrue(fault("(".repeat(51) + "1" + ")".repeat(51)).contains("nested more than 50 deep"));
        assertTrue(fault("not ".repeat(51) + "true").contains("nested more than 50 deep"));
        assertTrue(fault("- ".repeat(51) + "1").contains("nested more than 50 deep"));
        assertEquals("1", value("(".repeat(50) + "1" + ")".repeat(50)));
        assertEquals("2000", value("1" + "+1".repeat(1999)));
    }

    @Test
    void whatGrowsWithoutEndIsStopped() {
        String grown = "'" + "a".repeat(100) + "'";
        for (int round = 0; round < 6; round++) {
            grown = "replace(" + grown + ", 'a', '" + "a".repeat(100) + "')";
        }
        assertTrue(refusal(grown).contains("more than 16777216 characters would come of it"), refusal(grown));
        String product = "number('" + "9".repeat(600) + "')";
        assertTrue(refusal(product + "*" + product).contains("more than 1000 digits"));
    }

    @Test
    void anExpressionTellsWhatItNeeds() {
        Expression expression = Expression.compile("record.a ?? headers.b if response.c else step.start");
        assertEquals(EnumSet.of(Root.RECORD, Root.HEADERS, Root.RESPONSE, Root.STEP), expression.roots());
        assertFalse(expression.isPure());
        assertTrue(Expression.compile("date_add(today(), '-1d')").isPure());
    }

    @Test
    void whatIsNotKnownWhereItStandsIsRefused() {
        String fault = assertThrows(
                        IllegalArgumentException.class, () -> Expression.compile("record.id", Set.of(Root.INCREMENTAL)))
                .getMessage();
        assertEquals("there is no 'record' here. Known are incremental. It stands at character 1", fault);
    }

    @Test
    void aConditionIsTrueOrFalseAndNullIsFalse() {
        assertTrue(Expression.compile("record.qty == 3").holds(BINDINGS));
        assertFalse(Expression.compile("record.gone").holds(BINDINGS));
        assertThrows(
                EvaluationException.class,
                () -> Expression.compile("record.name").holds(BINDINGS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.class", "record.getClass", "record['__proto__'] ", "record.tags.length"})
    void nothingButTheJsonIsReached(String expression) {
        assertTrue(refusal(expression).contains("there is no "));
    }
}
