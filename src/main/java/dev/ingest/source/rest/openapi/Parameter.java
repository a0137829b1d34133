package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * A parameter of a request.
 *
 * @param in {@code query}, {@code path}, {@code header} or {@code cookie}
 * @param schema what it may be
 * @param declared all that the document says of it
 */
record Parameter(String name, String in, JsonNode schema, JsonNode declared) {

    static Parameter of(Document document, JsonNode written) {
        JsonNode declared = document.resolved(written);
        return new Parameter(
                declared.path("name").asText(),
                declared.path("in").asText(),
                document.schema(declared.path("schema")),
                declared);
    }

    boolean isRequired() {
        return declared.path("required").asBoolean();
    }

    /** Its name without case, underscores and brackets. */
    String plain() {
        return plain(name);
    }

    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
    }

    /** What holds where it is left out. */
    Optional<String> fallback() {
        return scalar(schema.path("default"));
    }

    Optional<Long> number(String key) {
        JsonNode value = schema.path(key);
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
    }

    /** A value that the document shows. */
    Optional<String> example() {
        return scalar(declared.path("example"))
                .or(() -> scalar(schema.path("example")))
                .or(() -> scalar(schema.path("enum").path(0)));
    }

    String description() {
        return declared.path("description").asText("");
    }

    private static Optional<String> scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }
}
