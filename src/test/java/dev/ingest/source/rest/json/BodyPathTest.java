package dev.ingest.source.rest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as users write them. */
class BodyPathTest {
    private static final String BODY =
            "{\"meta\":{\"next\":\"n\",\"odd.name\":1,\"nil\":null},\"a\":[{\"b\":1},{\"b\":2}],\"@odata.nextLink\":\"l\","
                    + "\"big\":12345678901234567890123456789,\"exact\":1.10,\"0\":\"zero\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "meta.next \"n\"",
                "$.meta.next \"n\"",
                "$['meta']['odd.name'] 1",
                "$['@odata.nextLink'] \"l\"",
                "a[1].b 2",
                "$.a[*].b 1",
                "$..b 1",
                "meta.nil null",
                "big 12345678901234567890123456789",
                "exact 1.10",
                "0 \"zero\"",
                "a [{\"b\":1},{\"b\":2}]",
            })
    void aPathFindsWhatStandsThereHoweverItIsRead(String path, String expected) throws Exception {
        JsonNode body = Json.TREES.readTree(BODY);
        assertEquals(expected, BodyPath.of(path).find(body).orElseThrow().toString());
        try (JsonParser parser = Json.FACTORY.createParser(BODY)) {
            assertEquals(expected, BodyPath.of(path).first(parser).orElseThrow().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta.prev", "meta.next.deeper", "a.b", "$.x[0]", "$.a[7].b", "nothing"})
    void aPathToNothingFindsNothing(String path) throws Exception {
        assertEquals(Optional.empty(), BodyPath.of(path).find(Json.TREES.readTree(BODY)));
        try (JsonParser parser = Json.FACTORY.createParser(BODY)) {
            assertEquals(Optional.empty(), BodyPath.of(path).first(parser));
        }
    }

    @Test
    void severalValuesAreFound() throws Exception {
        assertEquals(
                "[1, 2]", BodyPath.of("$.a[*].b").all(Json.TREES.readTree(BODY)).toString());
    }

    @Test
    void namesWithDotsAreNames() throws Exception {
        BodyPath path = BodyPath.named(List.of("meta", "odd.name"));

        assertEquals("1", path.find(Json.TREES.readTree(BODY)).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$.", "$[", "a..[", "$.a[?("})
    void whatIsNoPathIsSaid(String path) {
        assertThrows(IllegalArgumentException.class, () -> BodyPath.of(path));
    }
}
