package dev.ingest.commit.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[1,-2,{\"c\":null}],\"d\":[]},\"e\":true,\"f\":false}",
                "{\"a\":1,\"b\":{\"a\":2},\"a\":3}",
                "[0,2147483647,2147483648,-9223372036854775808,9223372036854775807,9223372036854775808]",
                "[0.1,1e3,-1.5e-300,123456789012345678901234567890.5]",
                "[\"\",\"\\u0041\\n\\\"\\ud83d\\ude00\",\"é\"]",
                "  \"alone\"  ",
                "17",
                "null"
            })
    void aTreeIsTheOneOfAnObjectMapper(String json) throws Exception {
        assertEquals(Optional.of(new ObjectMapper().readTree(json)), JsonTree.parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "[1,]", "{} {}", "{}]", "nul", "{'a':1}", "[1"})
    void whatIsNotOneValueIsNone(String json) {
        assertEquals(Optional.empty(), JsonTree.parse(json));
    }

    @Test
    void nestingBeyondAnyDocumentIsNone() {
        assertEquals(Optional.empty(), JsonTree.parse("[".repeat(100_000)));
    }
}
