package dev.ingest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JSON Schema of the documentation, by which readers judge what the program writes. */
public final class PublishedSchema {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Schema schema;

    /** @param name {@code last-run} */
    public PublishedSchema(String name) {
        try {
            JsonNode root = MAPPER.readTree(
                    Files.readString(Path.of("src", "site", "resources", "schema", name + ".schema.json")));
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(root.findValue("allOf") == null ? complete(root) : root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Readers are to pass over what they do not know; here nothing is to be written that the documentation lacks. */
    private static JsonNode complete(JsonNode node) {
        node.forEach(PublishedSchema::complete);
        if (node instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        return node;
    }

    /** Fails the test where {@code json} is not what the schema says. */
    public JsonNode demand(String json) {
        assertEquals(List.of(), schema.validate(json, InputFormat.JSON), json);
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
