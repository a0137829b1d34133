package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.ShownPath;
import java.nio.file.Path;

/** OpenAPI 3 documents (JSON or YAML). */
public final class OpenApi {
    private OpenApi() {}

    /**
     * Proposes settings for the API that {@code file} describes.
     *
     * @param source the name of their section
     * @throws IngestException (CONFIG) where the file is no such document
     */
    public static Proposal propose(Path file, String source) {
        JsonNode root = DocumentFile.read(file);
        String version = root.path("openapi").asText("");
        if (!version.startsWith("3.")) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot read the OpenAPI document " + ShownPath.of(file) + ": "
                            + (root.has("swagger")
                                    ? "it is of Swagger " + root.path("swagger").asText()
                                            + ". Convert it to OpenAPI 3, as editor.swagger.io does."
                                    : "it has no openapi = 3.x. Give it an OpenAPI 3 document."));
        }
        return new Proposer(new Document(root), source).propose();
    }
}
